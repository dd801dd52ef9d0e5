package detect

import (
	"strings"
	"unicode/utf8"
)

// Those who hold a public office are known by the word for it or by their party behind the
// name. What minutes and the press report of them is what they say and decide, and their
// illness is public as well.

// publicOffices are stems of words for such offices, folded. Of "president" there are
// too many in societies; of countries and parliaments it is written in one word.
var publicOffices = [...]string{"minister", "ministr", "kanzler", "kansler", "chancellor", "wethouder", "burgemeester", "burgermeister", "borgmester", "borgarrad", "schepen", "raadslid", "kamerlid",
	"abgeordnet", "gemeinderat", "stadtrat", "landrat", "nationalrat", "standerat", "bundesrat", "byradsmedlem", "folketingsmedlem", "stortingsrepresentant", "riksdagsledam", "landsting", "kommunalrad", "statsrad", "fylkesrad", "byrad",
	"bundesprasident", "staatsprasident", "reichsprasident", "vizeprasident", "bundestagsprasident", "landtagsprasident", "regierungschef", "parteichef", "staatschef", "fraktionschef", "fraktionsvorsitz", "fractievoorzitter", "partileder", "partiledare", "partijleider",
	"staatssekretar", "staatssecretaris", "statssekret", "secretary of state", "senator", "senateur", "senatrice", "depute", "diputad", "deputat", "congressman", "congresswoman", "councillor", "alderman", "alcald", "sindaco", "onorevole", "premier", "posel", "poslank", "prezydent", "eu-kommiss", "eurocommissaris"}

// crowns are offices that families are called after as well, folded: they count right
// before a name alone.
var crowns = wordSet("konig konigin koning koningin kong dronning kung drottning prinz prinzessin prins prinses prinsesse prinsessa papst paus pave pope pape papiez")

var publicOfficeStems = wordStems(publicOffices[:])

// factions are parties, as they stand behind a member's name: "Anna Berg (CDU)",
// "[SPD]", ", VVD,". Single letters are too many other things.
var factions = func() map[string]bool {
	m := map[string]bool{}
	for _, f := range strings.Split("CDU,CSU,CDU/CSU,SPD,FDP,AfD,AFD,GRÜNE,Grüne,BÜNDNIS 90/DIE GRÜNEN,Bündnis 90/Die Grünen,B90/Grüne,DIE LINKE,Die Linke,LINKE,Linke,PDS,BSW,SSW,ÖVP,SPÖ,FPÖ,SVP,EVP,"+
		"PvdA,VVD,CDA,D66,PVV,SGP,GroenLinks,GroenLinks-PvdA,ChristenUnie,PvdD,N-VA,CD&V,cd&v,Open Vld,Vlaams Belang,Vooruit,Labour,Lab,LibDem,Lib Dem,SNP,DUP,"+
		"KrF,Frp,FrP,MDG,SD,KD,LREM,LFI,UMP,EELV,PiS,PSL,PSOE,Socialdemokratiet,Venstre,Enhedslisten,Høyre,Arbeiderpartiet,Moderaterna,Miljöpartiet", ",") {
		m[f] = true
	}
	return m
}()

// maxBeforeName is how much in bytes before a name may be its bearer's office.
const maxBeforeName = 32

// holdsOffice tells whether a sentence gives somebody named in it a seat or an office:
// "Statsminister Jens Berg", "Anna Berg (CDU)", "[SPD]".
func holdsOffice(s string, m mention) bool {
	before := strings.TrimRight(s[max(0, m.from-maxBeforeName):m.from], " ")
	word := before[strings.LastIndexAny(before, " ,;:(–-")+1:]
	if isPublicOffice(word) || crowns[fold(word)] || isPublicOffice(firstWords(s[m.from:m.to], 2)) {
		return true
	}
	behind := strings.TrimLeft(s[m.to:], " ")
	if behind == "" || strings.IndexByte("([,", behind[0]) < 0 {
		return false
	}
	r, n := utf8.DecodeRuneInString(behind)
	end := strings.IndexAny(behind[n:], ",)]:;.")
	if end < 0 {
		return false
	}
	seat := strings.TrimSpace(behind[n : n+end])
	first := firstWords(strings.TrimPrefix(fold(seat), "the "), 1)
	return factions[seat] || r == ',' && isPublicOffice(first)
}

// isPublicOffice tells whether words name a public office: "Außenministerin".
func isPublicOffice(words string) bool {
	if !publicOfficeStems().mayStandIn(words) {
		return false // nearly always
	}
	f := fold(words)
	return within(publicOfficeStems(), f) && !strings.HasPrefix(f, "admin")
}
