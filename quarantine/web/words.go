package web

import "github.com/postlock/postlock/quarantine"

// catalogue is what the page says in a language, by its English words or, where
// English itself needs an entry, by a key with a colon. A word that is missing
// is shown in English; a test finds it first.
func catalogue(l quarantine.Language) map[string]string {
	words := map[string]string{}
	for key, say := range english() {
		words[key] = say
	}
	var own map[string]string
	switch l {
	case quarantine.Danish:
		own = danish()
	case quarantine.Dutch:
		own = dutch()
	case quarantine.German:
		own = german()
	}
	for key, say := range own {
		words[key] = say
	}
	return words
}

// english has the words that are no sentence of a template: names of states,
// events, attributes, and what to do about a part that cannot be read.
func english() map[string]string {
	return map[string]string{
		"role:reviewer": "reviewer", "role:admin": "admin", "role:auditor": "auditor",

		"rule:exposed-recipients": "Addresses exposed", "rule:people-list": "Data of many people",
		"rule:sensitive-people": "Private data", "rule:national-id": "National number",
		"rule:unreadable": "Part not readable", "rule:slow-drip": "Many like messages", "rule:too-large": "Too large",

		"state:pending": "waiting", "state:released": "sent", "state:refused": "refused",
		"state:expired": "expired", "state:withdrawn": "taken back",

		"reason:intended": "These people are meant to have exactly this.", "reason:agreed": "A law, contract or consent covers it.",
		"reason:no-personal": "False alarm: it says nothing personal about others.", "reason:wrong-recipients": "It would reach people it is not for.",
		"reason:too-much": "It says more than these people need.", "reason:other-way": "It should not go by open mail.",
		"reason:in-words": "Another reason, which I write below.",

		"what:held": "stopped the message", "what:looked": "looked at the message", "what:downloaded": "saved the original",
		"what:approved": "approved", "what:refused": "refused", "what:released": "released the message",
		"what:expired": "nobody decided in time", "what:withdrawn": "took the message back", "what:barred": "tried to decide and was not allowed to",
		"what:signed in": "signed in", "what:signed out": "signed out", "what:sign-in failed": "failed to sign in",
		"what:sign-in paused": "sign-in paused after many tries", "what:person added": "added a person", "what:person disabled": "disabled an account",
		"what:person enabled": "opened an account again", "what:roles changed": "changed roles", "what:password changed": "changed a password",
		"what:second factor on": "turned the second factor on", "what:second factor off": "turned the second factor off",
		"what:recovery code used": "used a recovery code", "what:record read": "read the record", "what:record exported": "saved the record",

		"attribute:address": "Address", "attribute:birth_date": "Date of birth", "attribute:phone": "Telephone", "attribute:email": "E-mail address",
		"attribute:national_id": "National number", "attribute:bank_account": "Bank account", "attribute:card": "Payment card",
		"attribute:child": "Child", "attribute:credential": "Password or key", "attribute:secret_address": "Protected address", "attribute:other": "Other",
		"attribute:health": "Health", "attribute:religion": "Religion", "attribute:union": "Trade union", "attribute:ethnicity": "Origin",
		"attribute:politics": "Politics", "attribute:sexual_life": "Sexual life", "attribute:criminal": "Crime", "attribute:social_care": "Social care",

		"why:encrypted": "locked with a password", "why:damaged": "damaged", "why:unsupported": "a kind of file that is not known here",
		"why:over a limit": "too large or too deeply packed", "why:timed out": "took too long to read",
		"why:ambiguous": "mail programs could understand it differently", "why:picture, not read": "a picture, not read",

		"do:encrypted":         "Ask the sender what is in it. If it is meant to be secret, check that every recipient may have it; the password must not go by the same mail.",
		"do:damaged":           "Ask the sender to open the file, save it anew and send it again. If it does not open there either, it should not leave.",
		"do:unsupported":       "Ask the sender for it as PDF, or save the original and look at it with the program it was made with.",
		"do:over a limit":      "Save the original and look at it there, or ask the sender for a smaller file.",
		"do:timed out":         "Save the original and look at it there. If that is hard too, the file is built strangely: ask the sender for a plain one.",
		"do:ambiguous":         "The message is built so that different programs would show different things. Let the sender write it anew rather than forward it.",
		"do:picture, not read": "Look at the picture in the original: a photograph of a list is a list.",
	}
}
