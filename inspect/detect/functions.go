package detect

import (
	"slices"
	"strings"
)

// What stands here tells what somebody is at work, as business cards, letterheads and
// lists of contacts have it beside a name: "Procurement Lead", "Projektleitung",
// "Økonomichef".

// positions are stems of words for what somebody is in an organisation, folded.
var positions = [...]string{
	"manager", "director", "head of", "chief", "officer", " lead ", "leader", "supervisor", "coordinat", "co-ordinat", "administrator", "secretary", "treasurer", "chair", "clerk", "president", "advis", "consultant", "executive", "assistant", "principal", "headteacher", "head teacher", "caseworker", "case worker", "councillor", "cllr", "mayor", "alderman", "receptionist", "bursar", "registrar", "trustee", "board member", "account handler", "representative", "procurement", "spokes",
	"geschaftsfuhr", "leiter", "leitung", "direktor", "direktion", "vorstand", "vorsitz", "prokurist", "sekretar", "referent", "sachbearbeit", "dezernent", "beauftragt", "sprecher", "stelle ", "stellenleit", "abteilung", "personalrat", "betriebsrat", "schatzmeister", "kassenwart", "schriftfuhr", "burgermeister", "stadtrat", "gemeinderat", "kreistag", "teamlead", "assistenz", "koordinat", "disponent", "inhaber", "verwalt", "einkauf", "vertrieb", "kundenberat", "berater", "beratung",
	"leder", "chef", "direktor", "konsulent", "medarbejder", "sekretaer", "radgiv", "sagsbehandl", "formand", "kasserer", "forvalter", "bestyrer", "bestyrelse", "forstander", "rektor", "ordforer", "saksbehandl", "handlagg", "ordforande", "kassor", "kamrer", "samordn", "ansvarig", "ansvarlig", "forestandar", "fuldmaegtig", "kommunalrad", "byrad", "borgmester", "kordegn", "styremedlem", "styrelseled", "nestleder", "styreleder", "indkob", "innkjop", "inkops", "saelger",
	"leider", "directeur", "hoofd", "beheerder", "coordinator", "medewerk", "adviseur", "secretaris", "secretaresse", "penningmeester", "voorzitter", "wethouder", "raadslid", "griffier", "consulent", "ambtenaar", "bestuurder", "bestuurslid", "inkoper", "verkoper", "administrateur", "intern begeleider", "burgemeester", "woordvoerder", "eigenaar", "vertrouwenspersoon",
	"directrice", "responsable", "chef de", "charge de", "chargee de", "gerant", "secretaire", "tresorier", "adjoint", "conseill", "maire", "delegue", "gestionnaire", "acheteu", "commercial",
	"kierowni", "dyrektor", "prezes", "sekretarz", "skarbnik", "specjalist", "inspektor", "koordynator", "radny", "radna", "burmistrz", "asystent", "doradca", "przewodnicz", "pelnomocnik",
	"direttor", "direttric", "responsabile", "segretari", "tesorier", "capo ", "consulente", "addett", "sindaco", "assessor", "consiglier", "amministrat", "dirigente", "impiegat",
	"jefe", "jefa", "gerente", "presidente", "secretari", "tesorer", "encargad", "concejal", "alcalde", "asesor", "consejer", "administrativ", "delegad"}

// callings are stems of words for what somebody has learned, folded: they may be
// anybody's, and tell of an office only beside its mailbox.
var callings = [...]string{"engineer", "architect", "surveyor", "accountant", "auditor", "teacher", "lawyer", "solicitor", "developer", "designer", "technician", "planner", "lecturer", "researcher", "journalist", "editor", "buyer", "analyst", "specialist", "caretaker", "librarian", "estimator", "bookkeeper",
	"ingenieur", "ingenior", "architekt", "arkitekt", "buchhalt", "lehrer", "jurist", "entwickler", "techniker", "redakteur", "planer", "hausmeister", "vermess", "kalkulator", "bauzeichner", "pfarrer", "diakon",
	"revisor", "bogholder", "regnskab", "laerer", "larare", "paedagog", "tekniker", "udvikler", "landinspektor", "bygningskonstruktor", "sognepraest", "organist", "pedel", "ekonom", "okonom", "controller", "vaktmester", "vaktmastare",
	"architect", "boekhoud", "leerkracht", "docent", "bouwkundig", "werkvoorbereid", "calculator", "uitvoerder", "opzichter", "ontwikkelaar", "planoloog", "concierge", "koster", "predikant",
	"architecte", "comptable", "ingenieur", "technicien", "juriste", "conducteur de travaux", "metreur",
	"ksiegow", "inzynier", "prawnik", "nauczyciel", "informatyk",
	"ingegner", "architett", "geometra", "ragionier", "tecnic", "ingenier", "arquitect", "contable", "aparejador"}

// laymen are stems of words for those who are with an organisation and hold no office
// in it, folded: what a list says beside them is theirs.
var laymen = [...]string{"volunteer", "vrijwillig", "frivillig", "freiwillig", "ehrenamt", "benevol", "volontari", "voluntari", "wolontari", "parent", "eltern", "foraeld", "foreldre", "foralder", "ouder", "genitor", "rodzic",
	"pupil", "student", "schuler", "elev", "leerling", "uczen", "ucznio", "alumn", "alunn", "patient", "pasient", "pacjent", "paziente", "paciente", "client", "klient", "custome", "kunde", "klant", "kund ", "tenant", "mieter", "huurder", "lejer", "leietak", "hyresgast", "locatair", "inquilin", "lokator", "resident", "bewohner", "bewoner", "beboer", "donor", "donat", "spender", "giver ",
	"applicant", "bewerber", "ansoger", "sokande", "soker ", "sollicit", "candidat", "kandidat", "participant", "teilnehm", "deelnem", "deltag", "deltak", "guest", "gast ", "gaest", "player", "spieler", "spiller", "speler", "child", "kind ", "kinder", "barn ", "partner", "spouse", "retired", "pension", "rentner", "former", "ehemalig", "voormalig", "tidligere", "legal guardian", "tuteur", "next of kin"}

// members are stems of words for members, who hold an office only where the word tells
// of which: of a council or board. See positions.
var members = [...]string{"member", "mitglied", "medlem", "medlemm", "lid ", "leden ", "membre", "adherent", "socio", "socia", "czlonek", "czlonk"}

var (
	positionStems = wordStems(positions[:])
	callingStems  = wordStems(callings[:])
	laymanStems   = wordStems(laymen[:])
	memberStems   = wordStems(members[:])

	// workStems are all that make a function.
	workStems = wordStems(slices.Concat(positions[:], callings[:], publicOffices[:]))
)

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
