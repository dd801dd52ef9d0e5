package ident

import "strings"

type streetKind uint8

const (
	streetNot streetKind = iota
	streetSuffix
	streetAlone
)

// The words of streets, from the naming habits behind UPU S42 and the postal
// operators' addressing guides. A suffix is one of a longer word; the ones that
// are also ends of ordinary words are left out (-ring, -gate, -have).
const (
	suffixes = " straat weg laan plein kade gracht dijk singel hof dreef steeg markt plantsoen park einde baan wal haven veld akker erf hoek pad oever " +
		"straße strasse str. str allee platz gasse damm ufer chaussee stieg steig graben winkel bogen anger kamp garten " +
		"vej vejen gade gaden stræde strædet pladsen torvet gyde allé alle stræde torv plads vænget svinget draget vang kæret højen bakke skoven vangen parken gården bakken toften haven lunden krogen stien engen marken ageren skrænten vænge " +
		"vägen gatan gränd stigen torget backen vegen veien vei gata gt. vn. smuget allén alléen esplanaden plassen torggate kirkegate storgate strandgate skolegate havnegate sjøgate skippergate boulevarden tie katu polku kuja "
	alone = " straat weg laan plein kade straße strasse str. allee platz gasse ufer vej gade allé alle stræde torv plads boulevard vägen gatan gata vei veien vegen allén esplanaden gracht singel steeg dreef "
	front = " Laan Weg Plein Kade Straße Strasse Allee Platz Via Viale Piazza Corso Largo Vicolo Calle Avenida Avda. C/ Plaza Paseo Carrer Rua Praça Travessa " +
		"ul. Ul. ulica al. Al. os. pl. Rue rue Avenue avenue Boulevard boulevard Chemin chemin Place place Route route Quai quai Impasse Allée allée Chaussée chaussée Bd bd Strada Str. Bulevardul " +
		"Carretera Ronda Callejón Glorieta Travesía Lungomare Borgo Contrada viale piazza corso vicolo calle avenida avda. c/ plaza paseo camino ronda travessa VIALE PIAZZA CORSO LARGO VICOLO CALLE AVENIDA PLAZA PASEO UL. AL. OS. PL. "
	small     = " via viale piazza corso vicolo calle avenida paseo rua "
	french    = " rue Rue avenue Avenue av. boulevard Boulevard bd place Place chemin Chemin allée Allée impasse Impasse quai Quai route Route cours Cours square Square passage Passage faubourg ruelle sentier RUE AVENUE BOULEVARD PLACE CHEMIN ALLEE ROUTE "
	english   = " Street St Road Rd Avenue Ave Lane Ln Close Drive Dr Way Court Ct Place Gardens Gdns Terrace Crescent Grove Square Hill Park Mews Row Walk Rise Parade Green Quay Boulevard Circus Wharf Villas Cottages STREET ROAD AVENUE LANE CLOSE DRIVE "
	particles = " de du des la le les l' d' van der den het ten ter von zum zur sur et aux à "
	commons   = " Der Die Das Den De Het Een En Et The Ein Eine Am Im In Op Auf Bei På Ved Ein Unser Diese Dieser Dit Dat Denne Vor Til Fra Von Van Vom Kein Keine Jeder "
	// endings of words for places and papers with numbers, and of towns that
	// play football.
	endings = "bahnhof bahnsteig bussteig fragebogen erfassungsbogen antragsbogen meldebogen sportplatz stellplatz fußballplatz tennisplatz campingplatz liegeplatz standplatz " +
		"legeplads arbejdsplads parkeringsplads sportsplads praktikplads læreplads elevplads campingplads legepladsen parkeringspladsen sportspladsen skolegården børnehaven bremerhaven cuxhaven wilhelmshaven " +
		"schoolplein tennisbaan weekeinde sportveld voetbalveld speelveld speelplein flohmarkt supermarkt weihnachtsmarkt biergarten schulgarten sommerkamp zomerkamp zeltlager kerstmarkt rommelmarkt arbeidsplaats speelpark pretpark boekwinkel kringloopwinkel speelgoedwinkel webwinkel wereldwinkel "
	notStreet = " supermarkt arbeitsplatz bahnhof thinkpad trackpad ipad marktplatz spielplatz parkplatz arbeitsmarkt norweg vandaag sammanhang unterweg thuishaven luchthaven flughafen stadtpark bedrijf werkveld wirtschaftshof startplatz rangplatz tabellenplatz sitzplatz kindergarten schulhof beursgracht walkabout snelweg " + endings + "snelweg autobahn snelbaan minigolfbaan kegelbaan huidveld fodboldbane katapult katt "
)

// words is a set of words, made from a list once.
type words map[string]bool

func listOf(list string) words {
	m := make(words)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	frontWords    = listOf(front)
	smallFront    = listOf(small)
	frenchWords   = listOf(french)
	englishWords  = listOf(english)
	particleWords = listOf(particles)
	ended         = listOf(endings)
	commonWords   = listOf(commons)
)

func streetFront(w string) bool   { return frontWords[w] }
func streetFrench(w string) bool  { return frenchWords[w] }
func streetEnglish(w string) bool { return englishWords[w] }
func common(w string) bool        { return commonWords[w] }
func particle(w string) bool {
	return particleWords[w] || len(w) > 2 && (w[:2] == "l'" || w[:2] == "d'")
}

// streetWord tells whether a word ends like the name of a street, or is a word
// for street itself.
func streetWord(w string) streetKind {
	var b [40]byte
	if len(w) > len(b) || len(w) < 3 {
		return streetNot
	}
	for i := range len(w) {
		b[i] = lower(w[i])
	}
	low := b[:len(w)]
	for n := min(len(low), longestEnding); n > 4; n-- {
		if streetSuffixes[string(low[len(low)-n:])]&4 != 0 && (n == len(low) || ended[string(low[len(low)-n:])]) {
			return streetNot
		}
	}
	for n := min(len(low), 9); n >= 2; n-- {
		if !suffixLengths[n] || streetSuffixes[string(low[len(low)-n:])] == 0 {
			continue
		}
		kind := streetSuffixes[string(low[len(low)-n:])]
		switch {
		case n == len(low) && kind&2 != 0:
			return streetAlone
		case kind&1 != 0 && (len(low)-n >= 3 || len(low)-n == 2 && n >= 3) && streetSuffixes[string(low)]&4 == 0:
			return streetSuffix
		}
	}
	return streetNot
}

// streetSuffixes maps a suffix to 1, a word for street to 2, and a word that is
// no street to 4.
var streetSuffixes = makeSuffixes()

func makeSuffixes() map[string]uint8 {
	m := make(map[string]uint8)
	for bit, list := range map[uint8]string{1: suffixes, 2: alone, 4: notStreet} {
		for _, w := range strings.Fields(list) {
			m[w] |= bit
		}
	}
	return m
}

// longestEnding is the length of the longest of endings, in bytes.
const longestEnding = 18

var suffixLengths = makeLengths()

func makeLengths() (l [10]bool) {
	for w, kind := range streetSuffixes {
		if kind&3 != 0 && len(w) < len(l) {
			l[len(w)] = true
		}
	}
	return l
}
