package detect

import (
	"slices"
	"testing"
)

// TestRoleWords wants every word of our lists to be a mailbox of a role, and none to be
// somebody's name.
func TestRoleWords(t *testing.T) {
	for _, list := range []map[string]bool{roleWords, shortRoleWords} {
		for w := range list {
			if !isRoleBox(w + "@office.example") {
				t.Errorf("%s is no role", w)
			}
			if words().of([]byte(w))&(given|surname) != 0 {
				t.Errorf("%s is a name", w)
			}
		}
	}
	for _, w := range []string{"anna.praxis", "anna", "jens.it", "marie.kasserer"} {
		if isRoleBox(w + "@provider.example") {
			t.Errorf("%s is somebody's", w)
		}
	}
}

// TestFunctions reads what people are at work, and what they are that is no office.
func TestFunctions(t *testing.T) {
	for want, titles := range map[function][]string{
		ofPosition: {"Kundechef", "Kirkeværge", "Scriba", "Kundenberater", "Beisitzerin", "Deputy Head", "Membership Secretary", "Customer Service Adviser", "Ledamot", "Personalsjef", "Président", "Agent d'accueil", "Wójt", "Vicepresidente", "Gestor", "Rehtori", "Puheenjohtaja", "Vereador", "Ředitel", "Místostarosta"},
		ofCalling:  {"Ejendomsmægler", "Diaken", "Erzieherin", "Practice Nurse", "Bibliotekarie", "Avocat", "Radca prawny", "Insegnante", "Abogada", "Kirjanpitäjä", "Engenheiro", "Učitelka"},
		noFunction: {"Pupil", "Oppilas", "Žák", "Encarregado de educação", "Rodič", "Class representative", "Délégué de classe", "Refugee", "Flüchtling", "Pensionär", "Abonné", "Dlužník", "Famille d'accueil", "Leistungsempfänger"},
	} {
		for _, s := range titles {
			if got := functionOf(s); got != want {
				t.Errorf("%q is read as %d, not %d", s, got, want)
			}
		}
	}
	lists := []string{"Medlemsliste", "Wachtlijst", "Geflüchtete", "Arrears list", "Anmälda", "Foresatte", "Liste d'attente", "Podopieczni", "Cresimandi", "Morosos", "Jonotuslista", "Devedores", "Čekací listina", "Pacienti", "Jäsenluettelo"}
	if i := slices.IndexFunc(lists, func(s string) bool { return !ofLaymen(fold(s)) }); i >= 0 {
		t.Errorf("%q is of office holders", lists[i])
	}
}
