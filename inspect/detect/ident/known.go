package ident

import "time"

// noDay is the Birth of hits that carry none.
var noDay time.Time

// known are the kinds with a reader of their own.
var known = struct {
	iban, email, phone, phoneSolid, date, street, streetPlain, postcode, postcodePlain, postcodeTown, mrz *Kind
}{
	ByName("iban"), ByName("email"), ByName("phone"), ByName("phone_solid"), ByName("date"), ByName("street"),
	ByName("street_plain"), ByName("postcode"), ByName("postcode_plain"), ByName("postcode_town"), ByName("mrz"),
}
