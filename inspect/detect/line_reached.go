package detect

import "github.com/postlock/postlock/inspect"

// reachWords say that somebody is reached at what follows, folded.
var reachWords = [...]string{"traeff", "traffas", "treffes", "ring ", "ringe ", "nas pa", "fanges", "call ", "reached on", "reach me", "reach him", "reach her", " bel ", "bellen", "bereik", "erreich", "anruf", "joign", "appel", "zadzwon", "dzwon", "dostepn", "raggiung", "chiam", "llam", "disponible en", "nummer er", "nummer is", "nummer laut", "nr er", "nr. er", "number is", "mobilnr", "mobiel is", "mobile is", "numero est", "numero e ", "numer to", "telefonnummer", "localiz", "reachable", "contactable", "te contacteren", "ring pa", "ring henne", "reperib", "tavoitett", "numerosta", "soita ", "numeroon", "contactav", "ligar ", "ligue ", "zastiz", "volejte", "na cisle", "cislo je", "au numero", "al numero", "pelo numero", "atraves do numero", "numero de ", "numero di ", "nowy numer", "nuevo numero", "nuovo numero", "nouveau numero", "neue nummer", "new number", "nieuwe nummer", "nyt nummer", "nytt nummer"}

// maxReach is how far before a number in bytes such words stand, a name between them.
const maxReach = 40

// reachedAt are the digits that may be a phone number and that a line says somebody
// is reached at.
func reachedAt(line string, maybe []placedItem) (items []placedItem) {
	for _, it := range maybe {
		if it.attr == inspect.Phone && reached(line[max(0, it.at-maxReach):it.at]) {
			items = append(items, it)
		}
	}
	return items
}

func reached(before string) bool { return standsIn(reachStems(), before) }

var reachStems = wordStems(reachWords[:])
