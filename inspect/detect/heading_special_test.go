package detect

import (
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestHeadingsOfSpecialCategories reads what offices head such columns with, a
// few of each language.
func TestHeadingsOfSpecialCategories(t *testing.T) {
	for want, heads := range map[inspect.Attribute][]string{
		inspect.Health:     {"Kosthensyn", "Vaccinationsstatus", "AU-Grund", "Ziek sinds", "Blood type", "Läkemedel", "Fraværsårsak", "Motif de l'absence", "Rozpoznanie", "Dni choroby", "Patologie", "Enfermedades", "Erityisruokavalio"},
		inspect.Religion:   {"Udmeldt af folkekirken", "Kirchenaustritt", "Godsdienst", "Dopdatum", "Livssyn", "Baptême", "Chrzest", "Battesimo", "Bautizado", "Uskonto"},
		inspect.Union:      {"Forbund", "Vakcentrale", "Union branch", "Facklig tillhörighet", "Fagorganisert", "Organisation syndicale", "Przynależność związkowa", "Sindacato", "Ammattiliitto"},
		inspect.Ethnicity:  {"Statsborgerskab / etnicitet", "Volkszugehörigkeit", "Etnische achtergrond", "Etnisitet", "Titre de séjour", "Narodowość", "Etnia"},
		inspect.Politics:   {"Parteibuch", "Party membership", "Partitilhørighet", "Appartenance politique", "Partia polityczna", "Partido político"},
		inspect.SexualLife: {"Seksualitet", "Orientacja seksualna", "Orientamento sessuale"},
		inspect.Criminal:   {"Tidligere straffet", "Verurteilungen", "Misdrijf", "Cautions", "Belastningsregistret", "Lovbrudd", "Condamnations", "Wyroki", "Precedenti penali", "Delitos"},
		inspect.SocialCare: {"Forsørgelsesgrundlag", "Benefit type", "Inkomstenbron", "Bostadsbidrag", "Stønadsform", "Prestation sociale", "Rodzaj świadczenia", "Sussidio", "Ayuda social"},
	} {
		for _, s := range heads {
			if got := readHeading(s); got.kind != kSpecial || got.attr != want {
				t.Errorf("%q is read as %d of %s, not of %s", s, got.kind, got.attr, want)
			}
		}
	}
	for _, s := range []string{"Behörde", "Allocation", "Leistung", "Bezug", "Origine", "Insats", "Party size", "Charges", "Account", "Klachten", "Jensen", "Michaelsen P.", "Parti", "Menighed", "Culte"} {
		if got := readHeading(s); got.kind == kSpecial {
			t.Errorf("%q is read as %s", s, got.attr)
		}
	}
}
