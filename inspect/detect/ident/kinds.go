package ident

import "github.com/postlock/postlock/inspect"

// table is all kinds, in the order of Kinds. It is made once and never changes.
var table = makeTable()

func makeTable() []Kind {
	var ks []Kind
	for _, group := range [][]Kind{northKinds(), westKinds(), southKinds(), eastKinds(), worldKinds()} {
		for _, k := range group {
			k.Attribute = inspect.NationalID
			ks = append(ks, k)
		}
	}
	ks = append(ks, anyKinds()...)
	for i := range ks {
		ks[i].keys = keywords(ks[i].Words)
		ks[i].Weak = ks[i].Chance > 1./91
	}
	return ks
}

// national adds the words people use for any country's number.
func national(words ...string) []string {
	return append(words, "national id", "national identity", "nationale id", "identity number", "identification number",
		"id number", "id-nummer", "id nummer", "id no", "id-nr", "identifikationsnummer", "identificatienummer",
		"personal id", "personal code", "personal number", "persoonsnummer", "social security", "ssn")
}

// Kinds lists all kinds.
func Kinds() []*Kind {
	ks := make([]*Kind, len(table))
	for i := range table {
		ks[i] = &table[i]
	}
	return ks
}

// ByName finds a kind; nil when there is none of that name.
func ByName(name string) *Kind {
	for i := range table {
		if table[i].Name == name {
			return &table[i]
		}
	}
	return nil
}
