package detect

import (
	_ "embed"
	"strings"
	"sync"
)

// class says what a word can be; a word can be several things.
type class uint32

const (
	given      class = 1 << iota // a given name
	surname                      // a family name
	common                       // an ordinary word as well, or a name of something else
	particle                     // van, de, von, af, bin …
	title                        // dr, mevrouw, herr …
	orgWord                      // school, GmbH, stichting …
	notName                      // never part of a person's name
	streetWord                   // straat, vej, Straße, road …
	roleBox                      // info, kontor, sekretariat: a mailbox of a role
	monthOrDay                   // januari, Montag …
)

// The given names and surnames are compiled from @faker-js/faker (MIT),
// php-faker (MIT) and Berlin's given names of newborns (CC BY 3.0 DE); see NOTICE.
//
//go:embed words/given.txt
var givenText string

//go:embed words/surnames.txt
var surnameText string

//go:embed words/common.txt
var commonText string

// lexicon is every single word detection knows, folded.
type lexicon struct {
	words wordTable
	// endings are of compounds, by their last three letters: "basisschool" ends in an
	// orgWord. tails is a filter of these.
	endings map[int][]tableWord
	tails   fours
	// titles is a filter of the first two letters of titles.
	titles fours
	// roles is a filter of the first three letters of mailboxes of a role.
	roles fours
	// families are the familyEndings by their last letter.
	families [256][]string
}

// words is built on first use and never changes.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{endings: map[int][]tableWord{}}
	l.add(given, givenText)
	l.add(given, moreGiven)
	l.add(surname, surnameText)
	l.add(common, commonText)
	l.add(particle, particleWords)
	l.add(title, titleWords)
	l.add(orgWord, orgWords)
	l.add(orgWord, tradeWords)
	l.add(notName, notNameWords)
	l.add(streetWord, streetWords)
	l.add(roleBox, roleBoxWords)
	l.add(monthOrDay, monthWords)
	l.addEndings(orgWord, orgEndings)
	l.addEndings(orgWord, tradeEndings)
	l.addEndings(streetWord, streetEndings)
	l.addEndings(notName, notNameEndings)
	for w := range strings.FieldsSeq(titleWords) {
		l.titles.add(twoLetters(w))
	}
	for w := range strings.FieldsSeq(roleBoxWords) {
		if k, ok := trigram(w); ok {
			l.roles.add(uint32(k))
		}
	}
	for _, e := range familyEndings {
		last := e[len(e)-1]
		l.families[last] = append(l.families[last], e)
	}
	return l
})

func (l *lexicon) addEndings(c class, text string) {
	for e := range strings.FieldsSeq(text) {
		k, _ := trigram(e[len(e)-3:])
		l.tails.add(uint32(k))
		l.endings[k] = append(l.endings[k], tableWord{e, c})
	}
}

func (l *lexicon) add(c class, text string) {
	for w := range strings.FieldsSeq(text) {
		l.words.add(w, c)
	}
}

// mayTitle tells whether a word in small letters may be a title.
func (l *lexicon) mayTitle(w string) bool {
	return len(w) > 1 && (w[1] >= 0x80 || l.titles.has(twoLetters(w)))
}

// isRole tells whether a folded word is a mailbox of a role by itself.
func (l *lexicon) isRole(w []byte) bool {
	if k, ok := trigram(w); ok && !l.roles.has(uint32(k)) {
		return false
	}
	return len(w) > 0 && l.of(w)&roleBox != 0
}

// of is the class of a folded word.
func (l *lexicon) of(word []byte) class { return l.words.of(word) }

// ending is the class that a folded compound gets from its end.
func (l *lexicon) ending(word []byte) (c class) {
	if len(word) < 5 {
		return 0
	}
	k, _ := trigram(word[len(word)-3:])
	if !l.tails.has(uint32(k)) {
		return 0
	}
	for _, e := range l.endings[k] {
		if n := len(word) - len(e.word); n >= 2 && string(word[n:]) == e.word {
			c |= e.class
		}
	}
	return c
}

const particleWords = `van de den der het ten ter te in 't t op aan bij tot uit over onder voor
von zu zum zur vom am von af de la le les du des della delle dello di da dal dei del el al
bin ibn ben abu abd ould dos das e y i av d' l' o' mc mac st saint ut`

const titleWords = `dr drs lek mgr dott dottssa avv mr mrs ms miss mx prof professor ing ir sir dame lady rev reverend fr sr jr father sister brother
hr fr fru froken herr frau frl dipl mag dhr mw mevr mevrouw meneer heer mej ds pastoor dominee
pan pani sig sra don dona mme mlle monsieur madame signor signora senor senora jonkheer gezin haushalt husstand household hushall menage foyer familie familien familjen family fam famille rodzina famiglia familia
	gastfamilie gastfamilien gastgezin vaertsfamilie vaertsfamilien vertsfamilie vardfamilj`

// orgWords are folded words that stand in names of organisations.
const orgWords = `school schule skole skola forskola skolan banque banca banco association asociacion associazione gymnasium lyceum college university universitat universiteit universitet academy
kindergarten kita kindertagesstatte kinderhaus kinderkrippe kinderdagverblijf peuterspeelzaal dagtilbud mottagning lakarmottagning kinderopvang bornehave bornehus vuggestue nursery creche kirche kirke kerk church chapel cathedral
parish parochie parochia pfarrei pfarramt gemeente kommune municipality council county stadt region provincie province
ministry ministerie ministerium department afdeling abteilung office buro kontor amt
stichting foundation fond fonden stiftung vereniging verein forening society association club klub
bv nv vof gmbh ag ug kg ohg mbh ev aps as ivs ab oy asa sa sarl sas srl spa sl sp zoo ltd limited plc llc llp inc corp company
co bedrijf bouwbedrijf aannemer handel handels holding group groep gruppe gruppen
bank sparkasse sparekasse verzekeringen versicherung forsikring insurance
bibliotheek bibliothek bibliotek library museum theater theatre teater hotel restaurant cafe
ziekenhuis krankenhaus hospital sygehus klinik kliniek clinic apotheek apotheke apotek pharmacy praxis praktijk
centrum centre center zentrum wijkcentrum buurthuis medborgerhus
politie polizei politi police brandweer feuerwehr fire gemeinde kirken sogn menighed chamber kammer handelskammer handelskammeret kammeret koophandel surgery laegehus laegehuset laegeklinik laegeklinikken filiale filial branch vestiging zweigstelle niederlassung geschaftsstelle
avis tidende folkeblad stiftstidende dagblad weekblad courant zeitung anzeiger kurier tageblatt gazette herald advertiser
sportvereniging sportverein idraetsforening voetbalvereniging tennisvereniging hockeyclub boldklub fc sv vfb tsv vv if bk
basisschool grundschule realschule hauptschule folkeskole friskole privatskole efterskole primary secondary
uitgeverij verlag forlag press publishing publishers
dienst service services solutions systems consulting team werkgroep commissie ausschuss udvalg committee bestuur vorstand bestyrelse
energie energy telecom media software logistics transport spedition
uczelnia szkola gmina parafia urzad fundacja zaklad przedszkole biblioteka szpital spolka stowarzyszenie towarzystwo przychodnia zlobek spoldzielnia
fundacion guarderia parroquia biblioteca instituto ceip ies talleres asociacion residencia fondazione asilo officina polisportiva cooperativa ospedale istituto
barnehage barnehagen stiftelse stiftelsen idrettslag idrettslaget idrettsforening sykehus sykehjem legekontor sjukhus forskolan vardcentral
ecole mairie commune colegio escuela ayuntamiento scuola comune parrocchia
diakonie caritas zorg zorggroep thuiszorg pflege pflegedienst hjemmepleje`

const orgEndings = `gemeinde kirken school schule skole gymnasium lyceum kirche kirke kerk church gemeente kommune verein vereniging forening
stichting stiftung fonden bank kasse bedrijf handel centrum zentrum center gruppe gruppen groep verband bond forbund
gmbh theater museum bibliotheek bibliothek bibliotek haus huset hospital klinik kliniek apotheke apotheek verlag forlag
dienst service schap praxis praktijk kita opvang bornehave werke werk bau club klub amt versicherung`

// notNameWords never stand in a person's name: function words, words of headings,
// goods and greetings.
const notNameWords = `uhr gesprach termin the and or of for with from this that these those our your their his her its is are was were be been has have had will would should
can could not no yes all any each every please find attached information thank thanks dear hello hi kind regards best sincerely
de het een en of voor met van deze dit dat die onze uw jullie hun zijn haar is was waren wordt worden heeft hebben zal zou kan niet nee ja alle
geen elk graag bijlage beste geachte hallo groet groeten vriendelijke hartelijke
der die das und oder fur mit aus dieser diese dieses unser ihr ihre sein ist war waren wird werden hat haben nicht kein keine alle bitte anbei
anlage liebe lieber sehr geehrte geehrter hallo grusse gruss freundlichen viele
og eller for med fra denne dette disse vores jeres deres hans hendes er var bliver har havde skal vil kan ikke nej ja alle
venligst vedhaeftet kaere hej hilsen venlig mvh
total totaal totalt summe subtotal subtotaal sum gesamt ialt samlet aantal antal anzahl average gemiddelde gennemsnit
date datum dato time tijd tid zeit name naam navn namn address adres adresse phone telefoon telefon email mail page pagina seite side
invoice factuur faktura rechnung order bestelling ordre bestellung price prijs pris preis amount bedrag belob betrag vat btw moms mwst
nr no number nummer num tlf tfn telf art artikel article item product produkt vare titel title subject onderwerp betreff emne
version versie version update news nieuws newsletter nieuwsbrief nyhedsbrev meeting vergadering sitzung mode agenda
monday tuesday wednesday thursday friday saturday sunday
xl xxl xs basic pro plus mini premium standard set pack stk st kg cm mm ml
red blue yellow rood blauw groen geel zwart wit rot blau grun gelb schwarz weiss rod bla gron gul sort hvid
how what when where who why which re fw fwd sv aw vs ps cc bcc attn
user users list lists mailing group report data file files folder project process system server client
license copyright inc ltd gmbh bv aps street road avenue lane
new tablets tablet capsules drops pills old first last next previous day week month year today tomorrow`

const notNameEndings = `nummer dato datum preis prijs`

const roleBoxWords = `info kontor kontakt contact office admin administratie administration sekretariat secretariaat secretary
post postmaster webmaster hostmaster abuse noreply no-reply donotreply support help helpdesk service kundeservice klantenservice
sales verkoop vertrieb salg billing facturen faktura rechnung buchhaltung bogholderi boekhouding finance accounts
bestuur vorstand bestyrelse board team redactie redaktion editor press presse hr personeel personal jobs bewerbung
school skole schule kirke kirche kerk gemeente kommune gemeinde bibliotheek bibliothek bibliotek leitung leder directie direktion mail email
hello hallo hej team events booking reservering reception empfang newsletter nieuwsbrief list lists bounce bounces owner request subscribe unsubscribe
buro buero poststelle zentrale pfarramt pfarrburo pfarrbuero gemeindeburo gemeindebuero gemeindeamt rathaus verwaltung geschaftsstelle geschaeftsstelle kirchenkontor kordegnekontor datenschutz invoices bestellungen verkauf einkauf indkob indkoeb inkoop newsroom receptie balie library karriere tickets karten fg
security legal privacy dpo marketing media web shop webshop order orders bestelling bestellung`

const monthWords = `january february march april may june july august september october november december
januari februari maart april mei juni juli augustus oktober
januar februar marz maerz mai dezember marts maj
jan feb mar apr jun jul aug sep sept oct okt nov dec dez
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag montag dienstag mittwoch donnerstag freitag samstag sonntag
mandag tirsdag onsdag torsdag fredag lordag sondag`

const streetWords = `straat laan weg plein gracht kade dreef hof singel steeg dijk markt pad park
strasse str gasse allee platz ring damm ufer chaussee
gade vej alle plads torv boulevard straede
street st road rd avenue ave lane ln drive dr close court crescent place square terrace way row hill gardens grove mews view approach parade rise wharf quay heights vale meadow meadows esplanade promenade wynd
gata vagen vag gatan vei veien gate rue boulevard place chemin impasse allee allees quai sentier faubourg
ulica ul plac aleja osiedle rynek skwer bulwar rondo szosa namesti trida ulice nabrezi
via viale piazza corso vicolo largo piazzale strada contrada lungomare calle avenida plaza carretera camino paseo ronda glorieta travesia urbanizacion rambla carrer avinguda callejon
rua praca travessa praceta alameda estrada calcada azinhaga ladeira beco urbanizacao`

const streetEndings = `straat straatweg laan weg plein gracht kade dreef hof singel steeg dijk markt pad park plantsoen lei baan
strasse str gasse allee platz ring damm ufer chaussee steig
gade vej vejen alle plads torv straede vaenget parken stien bakken
gata vagen gatan gate veien vei katu tie kuja polku linja raitti aukio`
