package detect

import "testing"

// TestHeadingsOfDatabases reads the names that databases and exports give their
// columns: without umlauts, in camelCase, with prefixes.
func TestHeadingsOfDatabases(t *testing.T) {
	cases := map[kind][]string{
		kBirth:    {"foedselsdato", "fodselsdato", "FOEDSELSDATO", "elev_foedselsdato", "m_fdato", "geb_datum", "GebDat", "geburtsDatum", "geboorteDatum", "dateOfBirth", "birth_date", "foedt", "foedselsDag", "fdselsdato", "kind_gebdat"},
		kGiven:    {"FNAVN", "fnavn", "elev_fornavn", "vorName", "voorNaam", "firstName", "m_first_name", "FornavnElev"},
		kFamily:   {"ENAVN", "efterNavn", "nachName", "achter_naam", "lastName", "lname", "Maedchenname", "SLAEGTSNAVN"},
		kPhone:    {"tlfnr", "TLF_NR", "telefonNr", "tel_nr", "elev_mobil", "mobilNummer", "handyNr", "m_telefoon", "phoneNumber"},
		kStreet:   {"Strasse", "STRASSE", "strasseHausnr", "haus_nr", "adresseLinje1", "m_adresse", "vejNavn", "addressLine1"},
		kPostcode: {"postNr", "POSTNR", "plz", "m_plz", "postCode", "post_code"},
		kEmail:    {"eMail", "EMAIL", "e_mail", "m_email", "mailAdresse"},
		kID:       {"CPRNR", "cpr_nr", "personNummer", "elev_cpr", "steuerId", "bsnNummer", "foedselsnummer"},
	}
	for want, heads := range cases {
		for _, s := range heads {
			if got := readHeading(s); got.kind != want {
				t.Errorf("%q is read as %d, not %d", s, got.kind, want)
			}
		}
	}
	for _, s := range []string{"value", "Voedsel", "Doelgroep", "Schoenmaat", "due", "Aantal", "Maand", "Goederen", "Boek", "Queue", "Steuer", "Dauer", "Schuhe"} {
		switch got := readHeading(s); got.kind {
		case kBirth, kID, kSpecial, kPhone, kStreet, kEmail, kGiven, kFull:
			t.Errorf("%q is read as %d", s, got.kind)
		}
	}
}
