package detect

import (
	"slices"
	"strings"
)

// The words for what somebody is at work, as business cards, letterheads and lists of
// contacts have them beside a name: "Procurement Lead", "Projektleitung", "Økonomichef".
// They make contacts of people, so the words for those who are no contacts go before them.

// positions are stems of words for what somebody is in an organisation, folded.
var positions = [...]string{
	"manager", "director", "head of", "chief", "officer", " lead ", "leader", "supervisor", "coordinat", "co-ordinat", "administrator", "secretary", "treasurer", "chair", "clerk", "president", "advis", "consultant", "executive", "assistant", "principal", "headteacher", "head teacher", "caseworker", "case worker", "councillor", "cllr", "mayor", "alderman", "receptionist", "bursar", "registrar", "trustee", "board member", "account handler", "representative", "procurement", "spokes",
	"geschaftsfuhr", "leiter", "leitung", "direktor", "direktion", "vorstand", "vorsitz", "prokurist", "sekretar", "referent", "sachbearbeit", "dezernent", "beauftragt", "sprecher", "stelle ", "stellenleit", "abteilung", "personalrat", "betriebsrat", "schatzmeister", "kassenwart", "schriftfuhr", "burgermeister", "stadtrat", "gemeinderat", "kreistag", "teamlead", "assistenz", "koordinat", "disponent", "inhaber", "verwalt", "einkauf", "vertrieb", "kundenberat", "berater", "beratung",
	"leder", "chef", "direktor", "konsulent", "medarbejder", "sekretaer", "radgiv", "sagsbehandl", "formand", "kasserer", "forvalter", "bestyrer", "bestyrelse", "forstander", "rektor", "ordforer", "saksbehandl", "handlagg", "ordforande", "kassor", "kamrer", "samordn", "ansvarig", "ansvarlig", "forestandar", "fuldmaegtig", "kommunalrad", "byrad", "borgmester", "kordegn", "styremedlem", "styrelseled", "nestleder", "styreleder", "indkob", "innkjop", "inkops", "saelger",
	"leider", "directeur", "hoofd", "beheerder", "coordinator", "medewerk", "adviseur", "secretaris", "secretaresse", "penningmeester", "voorzitter", "wethouder", "raadslid", "griffier", "consulent", "ambtenaar", "bestuurder", "bestuurslid", "inkoper", "verkoper", "administrateur", "intern begeleider", "burgemeester", "woordvoerder", "eigenaar", "vertrouwenspersoon",
	"directrice", "responsable", "chef de", "charge de", "chargee de", "gerant", "secretaire", "tresorier", "adjoint", "conseill", "maire", "delegue", "gestionnaire", "acheteu", "commercial",
	"kierowni", "dyrektor", "prezes", "sekretarz", "skarbnik", "specjalist", "inspektor", "koordynator", "radny", "radna", "burmistrz", "asystent", "doradca", "przewodnicz", "pelnomocnik",
	"direttor", "direttric", "responsabile", "segretari", "tesorier", "capo ", "consulente", "addett", "sindaco", "assessor", "consiglier", "amministrat", "dirigente", "impiegat",
	"jefe", "jefa", "gerente", "presidente", "secretari", "tesorer", "encargad", "concejal", "alcalde", "asesor", "consejer", "administrativ", "delegad",
	"overlaege", "overlege", "overlakare", "oberarzt", "chefarzt", "reservelaege", "afdelingssyg", "avdelingssyk", "afdelingsjordem", "byplanlaeg", "kirkevaerge", "kirkeverge", "webredakt", "kontorassist", "sekreterare", "projektled", "prosjektled", "verksamhetsled", "utredare", "registrator", "ledamot", "kyrkoherde", "kommunikator", "informator", "pressek", "inkopare", "saljare", "selger", "fastighetssk", "dataskyddsomb", "personvernomb", "databeskyttelsesr", "salgssjef", "personalsjef", "sjef ", "radmann", "radgjev", "kirketjener", "sokneprest", "resepsjon", "kyrkvakt", "nattvakt ", "regnskapsf",
	"scriba", "kerkrentm", "functionaris", "webredact", "vergunningverl", "handhaver", "opbouwwerk", "stedenbouw", "ouderling", "wethouder", "adjunct-dir",
	"beisitzer", "justiziar", "empfang ", "offentlichkeitsarb", "archivar", "konrektor", "hausverwalt", "geschaftsst",
	"deputy head", "senco", "governor", "churchwarden", "sexton", "business partner", "estate agent", "team lead", "bursar", "school business",
	"proviseur", "cpe ", "atsem", "attache de presse", "attachee de presse", "agent d'accueil", "agente d'accueil", "hotesse d'acc", "instructeur", "vice-presid", "chef d'", "secretariat",
	"czlonek zarz", "wojt", "soltys", "proboszcz", "wikariusz", "handlowiec", "przedstawiciel hand", "rzecznik", "naczelnik", "starosta", "brygadzist", "magazynier", "recepcjon", "wozny", "prezes", "wiceprez", "inspektor och",
	"dsga", "vicepresid", "parroco", "collaboratore scol", "bidell", "centralinist", "funzionari", "agente di comm", "portavoce", "primario", "istruttore amm",
	"gestor", "coordinador", "portavoz", "interventor", "recepcionist", "vocal ", "parroco", "comercial", "conserje",
	"johtaja", "rehtori", "sihteeri", "paallik", "esimies", "esihenkil", "suunnittelija", "puheenjohtaja", "rahastonhoitaja", "hallituksen jas", "kirkkoherra", "kappalai", "suntio", "vahtimest", "koordinaatt", "tiedottaja", "isannoits", "tietosuojav", "virkailija", "neuvoja", "ostaja", "myyja", "rakennustark", "kirkonisan",
	"diretor", "chefe", "contabilist", "coordenador", "vereador", "tesoureir", "vogal", "responsavel", "rececionist", "encarregado de prot", "assistente tecn", "tecnico sup", "auxiliar", "presidente da cam", "consultor", "secretari", "administrador",
	"reditel", "zastupce red", "vedouci", "tajemni", "sekretar", "ucetni", "starost", "mistostar", "zastupitel", "predsed", "mistopred", "pokladni", "clen vyboru", "clen rady", "farar", "skolnik", "personalist", "obchodni zast", "nakupci", "spravce", "poveren", "recepcni", "asistent ", "asistentk", "manazer", "mluvci", "jednatel", "skladnik", "referent"}

// callings are stems of words for what somebody has learned, folded: they may be
// anybody's, and tell of an office only beside its mailbox.
var callings = [...]string{"engineer", "architect", "surveyor", "accountant", "auditor", "teacher", "lawyer", "solicitor", "developer", "designer", "technician", "planner", "lecturer", "researcher", "journalist", "editor", "buyer", "analyst", "specialist", "caretaker", "librarian", "estimator", "bookkeeper",
	"ingenieur", "ingenior", "architekt", "arkitekt", "buchhalt", "lehrer", "jurist", "entwickler", "techniker", "redakteur", "planer", "hausmeister", "vermess", "kalkulator", "bauzeichner", "pfarrer", "diakon",
	"revisor", "bogholder", "regnskab", "laerer", "larare", "paedagog", "tekniker", "udvikler", "landinspektor", "bygningskonstruktor", "sognepraest", "organist", "pedel", "ekonom", "okonom", "controller", "vaktmester", "vaktmastare",
	"architect", "boekhoud", "leerkracht", "docent", "bouwkundig", "werkvoorbereid", "calculator", "uitvoerder", "opzichter", "ontwikkelaar", "planoloog", "concierge", "koster", "predikant",
	"architecte", "comptable", "ingenieur", "technicien", "juriste", "conducteur de travaux", "metreur",
	"ksiegow", "inzynier", "prawnik", "nauczyciel", "informatyk",
	"bibliotek", "bibliothe", "bibliothek", "bibliotec", "ejendomsm", "eiendomsm", "maklare", "makelaar", "kateket", "kantor", "kuster", "erzieher", "rechtsanw", "vicar", "nurse ", "social worker", "socialradgiv", "sygeplej", "verpleeg", "cure ", "pasteur", "enseignant", "professeur", "gardien", "avocat", "notaire", "animat", "educat", "pedagog", "konserwator", "knihovni", "knihoven", "radca praw", "bibliotekarz", "insegnant", "custode", "bibliotecari", "avvocat", "notai", "maestr", "profesor", "orientador", "abogad", "notario", "informatic", "trabajador", "opettaja", "kirjastonh", "kirjanpit", "insinoori", "arkkiteht", "lakimies", "asiantuntija", "kanttori", "diakoni", "professora", "educador", "engenheir", "arquitet", "advogad", "ucitel", "inzenyr", "pravnik", "technik", "diaken", "diacre", "graver ", "barnehagest", "ingenj", "boekhoud", "bibliothecar",
	"ingegner", "architett", "geometra", "ragionier", "tecnic", "ingenier", "arquitect", "contable", "aparejador"}

// laymen are stems of words for those who are with an organisation and hold no office
// in it, folded: what a list says beside them is theirs.
var laymen = [...]string{
	// who serve without pay, and parents
	"benevol", "dobrovoln", "ehrenamt", "freiwillig", "frivillig", "vapaaehto", "voluntari", "volunteer", "volontari", "volontar", "vrijwillig", "wolontari",
	"eltern", "encarregados de ed", "encarregado de ed", "foraeld", "foraldr", "foralder", "foreldre", "foresatt", "forelder", "genitor", "huoltaja", " ouder", "pleegouder", "contactouder", "klassenouder", "hulpouder", "parent", "padres", "pais e enc", "rodic", "rodzic", "tuteur", "vanhem", "vardnadshav", "vormund",
	// pupils and students
	"alumn", "alunn", "aluno", "aluna", "apprenant", "ecolier", " eleve", "elev", "estudiant", "estudant", "etudiant", "klassenlist", "klasselist", "klasslist", "class list", "klassenlijst", "kursist", "kursan", "kurssilai", "cursist", "corsist", "konfirmand", "confirmand", "konfirmant", "catechisant", "catequiz", "cresimand", "crismand", "birmovan", "bierzmow", "communiant", "firmling", "learner", "leerling", "opiskelij", "oppila", "pupil", "rippikoul", "schuler", "formando", "spejder", "stagiaire", "student", "studerende", "studierende", "studen", "uczen", "uczni", " zak ", " zaci ", " zaku ", "zakyn",
	// whom one treats, houses or helps
	"adherent", "allocatair", "asiakka", "asukka", "assistit", "beboer", "beneficiair", "beneficiari", "bewohner", "bewoner", "boende ", "borgere ", "brukar", "bruker", "carers", "client", "condomin", "custome", "doente", "hyresgast", "huurder", "inquilin", "klien", " klant", "kunde", "kund ", "kunder ", "leietak", "lejer", "locatair", "lokator", "mantelzorg", "mieszkanc", "mieter", "najemc", "najemn", "obyvatel", "pacient", "pacjen", "parorende", "pasient", "patient", "paziente", "pazienti", "podopieczn", "potila", "refugee", "refugi", " resident", "rifugiat", "service user", " tenan", "uchodzc", "uprchli", "usager", "usuario", " utent", "vluchteling", "vuokral", "zakaznic", "gefluchtet", "fluchtling", "flygtning", "flyktning", "flykting", "pakolai", "angehorige", "anhorig", "omaiset", "omainen", "zieken ",
	// who give, owe, ask or take part
	"abonent", "assinante", "abonn", "abbonat", "abonad", "aanmelding", "anmeldung", "anmald", "ansoger", "applicant", "attendee", "bewerber", "bidragyder", "candidat", "kandidat", "kandyda", "convidad", "darcz", "darci ", "darcu ", "debiteurenlijst", "debtor", "debiteurs ", "deelnem", "deltag", "deltak", "devedor", "dluzni", "donant", "donat", "donor", "doador", "gaest", "gast ", "gasten", "gastelist", "gastlist", " gevers", " giver ", "givare", " givere", "gjest", "goscie", "guest", "hakija", "hoste ", "hostu ", "ilmoittautun", "inscrit", "invitad", "invitat", "invites ", "iscritt", "jonotus", "joueur", "giocator", "jogador", "jugador", "hraci ", "kolista", "lahjoitt", "licencies", "lista d'attesa", "liste d'attente", "lista de espera", "cekaci", "lista oczek", "morosi", "morosos", "odberatel", "osallistu", "pameldt", "participant", "partecipant", "pelaaj", "player", "prenumerant", "prihlasen", "registrations", "restanceliste", "restanslist", "arrears", "schuldner", "skyldner", "soker ", "sokande", "sokere ", "solicitante", "sollicit", "spelare", "speler", "spender", "spieler", "spiller", "subscri", "subskryb", "supporters", "teilnehm", "tesserat", "tilaaja", "tilmeldt", "uchazec", "uczestni", "ucastni", "ventelist", "velallis", "vieraslist", "wachtlijst", "waiting list", "warteliste", "wanbetaler", "zadatel", "zapisan", "zawodni", "bambin", "barn ", "child", "crianc", "dzieci", " deti ", "enfant", "kind ", "kinder", " lapset", " ninos", "born ",
	// who have or had something else
	"elakelai", "emery", "duchodc", "efterlon", "former", "ehemalig", "voormalig", "tidligere", "jubilad", "legal guardian", "next of kin", "partner", "pension", "pensjon", "reformad", "rentner", "retired", "retrait", "spouse",
	// spokesmen of a class
	"delegue de cl", "delegado de cl", "rappresentante di cl", "class repr", "klassenspr", "schulerspr", "prefect"}

// served are stems of words for those whose work is with such people, folded.
var served = [...]string{"customer serv", "customer care", "customer succ", "kundeserv", "kundeans", "kundechef", "kundekons", "kundenberat", "kundenbetr", "kundenserv", "kundenmanag", "kundansvar", "kundtjanst", "klantenserv", "klantadv", "klantman", "membership sec", "membership off", "membership man", "volunteer coord", "volunteer man", "volunteers coord", "mitgliederverw", "mitgliederbetr", "ledenadmin", "vrijwilligerscoord", "coordinator vrijw", "frivilligkoord", "frivillighedskoord", "elevadmin", "studentenadmin", "leerlingenadmin", "studievejl", "patientkoord", "patient coord", "client manager", "client serv", "client adv", "client dir", "conseiller client", "doradca klient", "obslugi klient", "opiekun klient", "servizio client", "atencion al client", "asiakaspaall", "asiakaspalv", "pupil serv", "student serv", "student supp", "head of customer", "parent liaison", "business partner", "ouderling", "kundendienst", "kindertagesst", "kitaleit", "donor rel", "kundesupport", "guest rel", "resident manager", "tenant liaison", "partner manag", "managing partner"}

// members are stems of words for members, who hold an office only where the word tells
// of which: of a council or board. See positions.
var members = [...]string{"member", "mitglied", "medlem", "medlemm", "lid ", "leden ", "ledenlijst", "membre", "socio", "socia ", "elenco soci ", " soci ", "czlonek", "czlonk", "clenov", " clenu ", " clen ", "jasen"}

var (
	positionStems = wordStems(positions[:])
	callingStems  = wordStems(callings[:])
	laymanStems   = wordStems(laymen[:])
	memberStems   = wordStems(members[:])
	servedStems   = wordStems(served[:])

	// workStems are all that make a function. They stand in lines between other marks
	// than blanks, too.
	workStems = wordStems(unblankedAll(served[:], positions[:], callings[:], publicOffices[:]))
)

// unblankedAll are the words of lists without the blanks around them.
func unblankedAll(lists ...[]string) []string {
	all := slices.Concat(lists...)
	for i, w := range all {
		all[i] = strings.Trim(w, " ")
	}
	return all
}

// aroundTitle are marks that may stand around a job title.
var aroundTitle = marksOf(" \t,;:()-–|*•.")

// function is what words beside a name say of an office.
type function uint8

const (
	noFunction function = iota
	ofCalling
	ofPosition
)

// functionOf reads what may be a job title: a few words without figures.
func functionOf(text string) function {
	text = aroundTitle.trim(text)
	if len(text) < 3 || len(text) > maxOffice || !workStems().mayStandIn(text) || strings.Count(text, " ") > maxTitleWords || digitsIn(text) > 0 || strings.IndexByte(text, '@') >= 0 {
		return noFunction
	}
	f := " " + fold(text) + " "
	switch {
	case within(servedStems(), f):
		return ofPosition
	case within(laymanStems(), f):
		return noFunction
	case within(positionStems(), f) || isPublicOffice(f):
		return ofPosition
	case within(memberStems(), f):
		return noFunction
	case within(callingStems(), f):
		return ofCalling
	}
	return noFunction
}

// maxTitleWords is how many blanks a job title has at most.
const maxTitleWords = 5

// ofLaymen tells whether a heading is of people who hold no office.
func ofLaymen(heading string) bool {
	f := " " + heading + " "
	return within(laymanStems(), f) || within(memberStems(), f) && functionOf(heading) == noFunction
}
