package detect

import (
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestPhrasesOfShortWords: the filters know words from three letters on, and
// phrases begin with shorter ones.
func TestPhrasesOfShortWords(t *testing.T) {
	for text, want := range map[string]inspect.Attributes{
		"Otto Klein, IG Metall, 1980":  inspect.Set(inspect.Union),
		"ig metall":                    inspect.Set(inspect.Union),
		"Member of the big metall gig": 0,
		"Metall":                       0,
		"released on probation":        inspect.Set(inspect.Criminal),
		"a probation of three months":  0,
		"she is in debt":               inspect.Set(inspect.SocialCare),
		"a trade union member":         inspect.Set(inspect.Union),
	} {
		if got := ownSpecials().in(text); got != want {
			t.Errorf("%q: %b, not %b", text, got, want)
		}
	}
}

// TestWordsOfTrades: what is given, diagnosed, granted and decided is a state of a
// person; what only sounds like it is not.
func TestWordsOfTrades(t *testing.T) {
	health, social, crime := inspect.Set(inspect.Health), inspect.Set(inspect.SocialCare), inspect.Set(inspect.Criminal)
	for text, want := range map[string]inspect.Attributes{
		"apixaban 5 mg twice daily":               health,
		"startet auf Levetiracetam":               health,
		"får pregabalin til natten":               health,
		"Crohn's disease, stable":                 health,
		"waiting for a cochlear implant":          health,
		"in kinship care with her aunt":           social,
		"appealing the PIP award":                 social,
		"conditional discharge, 12 months":        crime,
		"disqualified from driving":               crime,
		"Bänderriss, krank bis Freitag":           health,
		"hat einen Hörsturz gehabt":               health,
		"Inklusionskind, LRS-Förderung":           health,
		"heeft een LVB en is overprikkeld":        health,
		"gescheurde kruisband":                    health,
		"lebt von Unterhaltsvorschuss":            social,
		"onder bewind, WSNP":                      social,
		"Strafbefehl wegen Fahrerflucht":          crime,
		"veroordeeld voor brandstichting":         crime,
		"Besuch und Versuch, zzp'er":              0,
		"is opgenomen in de notulen":              0,
		"Übergewichten von Aktien":                0,
		"the Dutch subsidiary":                    0,
		"Beschwerden über den Lärm":               0,
		"ha avuto una crisi epilettica":           health,
		"está de baja por una luxación de hombro": health,
		"affidato ai servizi sociali":             social,
		"pensión de orfandad":                     social,
		"rinviato a giudizio":                     crime,
		"le retiraron: omisión de socorro":        crime,
		"la prima comunione di maggio":            0,
		"schronisko, azyl dla zwierząt":           0,
		"torn jeans and shingles":                 0,
		"Gerd Müller, RSV Göttingen":              0,
		"charged with the summer programme":       0,
		"due date 12 May":                         0,
		"har forkammerflimmer":                    health,
		"bröt armen i fredags":                    health,
		"langtidssykmeldt siden mars":             health,
		"er registreret i RKI":                    social,
		"förskingring, fotboja":                   crime,
		"en bror i Transport":                     0,
		"skulder, inkasso og gæld":                0,
		"har MS Office, IVA 25 %":                 0,
		"złamała rękę, jest w gipsie":             inspect.Set(inspect.Health),
		"ma orzeczenie o potrzebie kształcenia":   inspect.Set(inspect.Health),
		"zajęcie komornicze pensji":               inspect.Set(inspect.SocialCare),
		"usłyszał zarzuty pobicia":                inspect.Set(inspect.Criminal),
		"nagle i gwałtownie, alimentación":        0,
		"po chemii, na przykład":                  0,
		"s'est cassé le poignet":                  health,
		"Léo, dyslexique, a une AESH":             health,
		"elle touche les APL":                     social,
		"placée en famille d'accueil":             social,
		"mis en examen pour escroquerie":          crime,
		"le retrait du permis de construire":      0,
		"les végétations du jardin, la viole":     0,
	} {
		if got := ownSpecials().in(text); got != want {
			t.Errorf("%q: %b, not %b", text, got, want)
		}
	}
}
