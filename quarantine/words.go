package quarantine

import "strings"

// words are the texts of notices in one language. Values stand in braces; a
// test holds that every language has the same ones.
type words struct {
	subjects                              map[kind]string
	one, several                          string // recipients
	held, why                             string
	nextOne, nextTwo, mistake             string
	released, releasedBCC                 string
	refused, refusedNext                  string
	expired, expiredNext                  string
	heldAlike                             string  // of a group
	group                                 outcome // the same for a group
	foot                                  string
	callOne, callMany, callBody, callFoot string
	nextStuck                             string // to the sender, for want of reviewers
	stuck, stuckBody, stuckLine           string // to an admin
	stuckFoot                             string
	rules                                 map[string]string
	reasons                               map[Reason]string
}

// outcome is the texts on what became of several like messages.
type outcome struct {
	subjects              map[kind]string
	released, releasedBCC string
	refused, refusedNext  string
	expired, expiredNext  string
}

// many are the words for a group.
func (w words) many() words {
	w.subjects = w.group.subjects
	w.released, w.releasedBCC = w.group.released, w.group.releasedBCC
	w.refused, w.refusedNext = w.group.refused, w.group.refusedNext
	w.expired, w.expiredNext = w.group.expired, w.group.expiredNext
	return w
}

func (w words) count(n int, l Language) string {
	if n == 1 {
		return w.one
	}
	return strings.ReplaceAll(w.several, "{n}", l.Number(n))
}

func wordsOf(l Language) words {
	switch l {
	case Danish:
		return danish()
	case Dutch:
		return dutch()
	case German:
		return german()
	}
	return english()
}

func english() words {
	return words{
		subjects: map[kind]string{
			noticeHeld:     "Your message waits for a second look",
			noticeStuck:    "Your message waits for a second look",
			noticeReleased: "Your message is on its way",
			noticeRefused:  "Your message was not sent",
			noticeExpired:  "Your message was not sent: nobody decided in time",
		},
		one: "one recipient", several: "{n} recipients",
		held:        "The message you sent on {sent} to {recipients} has not left the office yet. It is kept safe, and nobody outside has seen it.",
		why:         "This is why:",
		nextOne:     "A colleague will look at it now and decide whether it may leave. You need not do anything, and please do not send it again. If nobody decides by {until}, it is not sent and you are told.",
		nextTwo:     "{approvals} colleagues will look at it now and decide whether it may leave. You need not do anything, and please do not send it again. If they do not decide by {until}, it is not sent and you are told.",
		mistake:     "Was it a mistake? Then sign in to the review page and take it back, or tell a colleague who reviews messages.",
		released:    "The message you sent on {sent} to {recipients} was looked at and is on its way. You need not do anything.",
		releasedBCC: "The recipients will not see each other's addresses: they were moved out of To and Cc.",
		refused:     "The message you sent on {sent} to {recipients} was not sent. {who} looked at it and refused it, for this reason:",
		refusedNext: "Nobody outside has seen it. The message stays in your own Sent folder: change what is wrong and send it anew, or ask {who} what would be better.",
		expired:     "The message you sent on {sent} to {recipients} was not sent. It waited for a colleague's decision until {until}, and nobody decided.",
		expiredNext: "Nobody outside has seen it. If it is still needed, speak with a colleague who reviews messages and send it anew.",
		heldAlike:   "Like messages that you send to others wait with it. There is one decision on all of them, and you are told once.",
		group: outcome{
			subjects: map[kind]string{
				noticeReleased: "Your messages are on their way",
				noticeRefused:  "Your messages were not sent",
				noticeExpired:  "Your messages were not sent: nobody decided in time",
			},
			released:    "The {n} like messages to {recipients} that you sent since {sent} were looked at and are on their way. You need not do anything.",
			releasedBCC: "The recipients will not see each other's addresses: they were moved out of To and Cc.",
			refused:     "The {n} like messages to {recipients} that you sent since {sent} were not sent. {who} looked at them and refused them, for this reason:",
			refusedNext: "Nobody outside has seen them. The messages stay in your own Sent folder. Ask {who} what would be better.",
			expired:     "The {n} like messages to {recipients} that you sent since {sent} were not sent. They waited for a colleague's decision until {until}, and nobody decided.",
			expiredNext: "Nobody outside has seen them. If they are still needed, speak with a colleague who reviews messages first.",
		},
		foot:    "Number of the message: {id}",
		callOne: "A message waits for your decision", callMany: "{n} messages wait for your decision",
		callBody:  "Somebody in the office sent a message that the rules stopped. Please look at it and decide whether it may leave; the sender is waiting.",
		callFoot:  "What the message says is shown only on the review page, after you sign in.",
		nextStuck: "Enough colleagues must agree before it may leave, and at present there are too few who may decide on it. Whoever looks after Postlock is told. Please do not send it again. If it is not decided by {until}, it is not sent and you are told.",
		stuck:     "Too few reviewers: nobody can release a held message",
		stuckBody: "Too few people may decide on what waits: the sender never decides, and nobody decides twice. If no reviewer is added, it is not sent when its time is over.",
		stuckLine: "message {id}: approvals needed {approvals}, reviewers lacking {lacking}, time until {until}",
		stuckFoot: "Make a colleague a reviewer on the server; the message can be decided on at once:",
		rules: map[string]string{
			"exposed-recipients": "Many strangers would see each other's addresses.",
			"people-list":        "It gives the data of {people} people to somebody outside the office.",
			"sensitive-people":   "It says something private of several people: their health or faith, bank account or national number.",
			"national-id":        "It holds somebody's national identification number.",
			"unreadable":         "A part of it could not be read, for example a file with a password. Nobody knows what would leave.",
			"slow-drip":          "Like messages went to many strangers within a day.",
		},
		reasons: map[Reason]string{
			Intended: "These people are meant to have exactly this.", Agreed: "A law, contract or consent covers it.",
			NoPersonal: "It is a false alarm.", WrongRecipients: "It would reach people it is not for.",
			TooMuch: "It says more than these people need.", OtherWay: "It should not go by open mail.", InWords: "In the reviewer's words:",
		},
	}
}

func danish() words {
	return words{
		subjects: map[kind]string{
			noticeHeld:     "Din mail venter på et ekstra blik",
			noticeStuck:    "Din mail venter på et ekstra blik",
			noticeReleased: "Din mail er på vej",
			noticeRefused:  "Din mail blev ikke sendt",
			noticeExpired:  "Din mail blev ikke sendt: ingen nåede at tage stilling",
		},
		one: "én modtager", several: "{n} modtagere",
		held:        "Den mail, du sendte {sent} til {recipients}, har ikke forladt huset endnu. Den ligger trygt, og ingen udenfor har set den.",
		why:         "Det skyldes:",
		nextOne:     "En kollega ser nu på den og afgør, om den må sendes. Du behøver ikke gøre noget, og send den ikke igen. Er der ikke taget stilling senest {until}, bliver den ikke sendt, og du får besked.",
		nextTwo:     "{approvals} kolleger ser nu på den og afgør, om den må sendes. Du behøver ikke gøre noget, og send den ikke igen. Er der ikke taget stilling senest {until}, bliver den ikke sendt, og du får besked.",
		mistake:     "Var det en fejl? Så log ind på siden og træk den tilbage, eller sig det til en kollega, der godkender mails.",
		released:    "Den mail, du sendte {sent} til {recipients}, er set igennem og er på vej. Du behøver ikke gøre noget.",
		releasedBCC: "Modtagerne kan ikke se hinandens adresser: de er flyttet væk fra Til og Cc.",
		refused:     "Den mail, du sendte {sent} til {recipients}, blev ikke sendt. {who} så på den og afviste den med denne begrundelse:",
		refusedNext: "Ingen udenfor har set den. Mailen ligger stadig i din egen mappe med sendt post: ret det, der er galt, og send den igen, eller spørg {who}, hvad der er bedre.",
		expired:     "Den mail, du sendte {sent} til {recipients}, blev ikke sendt. Den ventede på en kollegas afgørelse indtil {until}, og ingen tog stilling.",
		expiredNext: "Ingen udenfor har set den. Er der stadig brug for den, så tal med en kollega, der godkender mails, og send den igen.",
		heldAlike:   "Lignende mails, du sender til andre, venter sammen med den. Der tages stilling til dem alle på én gang, og du får besked én gang.",
		group: outcome{
			subjects: map[kind]string{
				noticeReleased: "Dine mails er på vej",
				noticeRefused:  "Dine mails blev ikke sendt",
				noticeExpired:  "Dine mails blev ikke sendt: ingen nåede at tage stilling",
			},
			released:    "De {n} lignende mails til {recipients}, du har sendt siden {sent}, er set igennem og er på vej. Du behøver ikke gøre noget.",
			releasedBCC: "Modtagerne kan ikke se hinandens adresser: de er flyttet væk fra Til og Cc.",
			refused:     "De {n} lignende mails til {recipients}, du har sendt siden {sent}, blev ikke sendt. {who} så på dem og afviste dem med denne begrundelse:",
			refusedNext: "Ingen udenfor har set dem. Mailene ligger stadig i din egen mappe med sendt post. Spørg {who}, hvad der er bedre.",
			expired:     "De {n} lignende mails til {recipients}, du har sendt siden {sent}, blev ikke sendt. De ventede på en kollegas afgørelse indtil {until}, og ingen tog stilling.",
			expiredNext: "Ingen udenfor har set dem. Er der stadig brug for dem, så tal først med en kollega, der godkender mails.",
		},
		foot:    "Mailens nummer: {id}",
		callOne: "En mail venter på din afgørelse", callMany: "{n} mails venter på din afgørelse",
		callBody:  "En kollega har sendt en mail, som reglerne standsede. Se på den og afgør, om den må sendes; afsenderen venter.",
		callFoot:  "Hvad der står i mailen, vises kun på siden, når du er logget ind.",
		nextStuck: "Der skal være kolleger nok, der siger ja, før den må sendes, og lige nu er der for få, som må tage stilling til den. Den, der passer Postlock hos jer, får besked. Send den ikke igen. Er der ikke taget stilling senest {until}, bliver den ikke sendt, og du får besked.",
		stuck:     "For få godkendere: ingen kan frigive en mail, der venter",
		stuckBody: "For få må tage stilling til det, der venter: afsenderen afgør aldrig selv, og ingen afgør to gange. Kommer der ikke en godkender til, bliver det ikke sendt, når tiden er gået.",
		stuckLine: "mail {id}: nødvendige godkendelser {approvals}, manglende godkendere {lacking}, frist {until}",
		stuckFoot: "Gør en kollega til godkender på serveren; så kan der tages stilling med det samme:",
		rules: map[string]string{
			"exposed-recipients": "Mange fremmede ville se hinandens adresser.",
			"people-list":        "Den giver oplysninger om {people} personer til nogen uden for huset.",
			"sensitive-people":   "Den siger noget privat om flere personer: helbred eller tro, bankkonto eller personnummer.",
			"national-id":        "Der står et personnummer i den.",
			"unreadable":         "En del af den kunne ikke læses, for eksempel en fil med adgangskode. Ingen ved, hvad der ville blive sendt.",
			"slow-drip":          "Lignende mails gik til mange fremmede inden for et døgn.",
		},
		reasons: map[Reason]string{
			Intended: "Modtagerne skal have netop dette.", Agreed: "Lov, aftale eller samtykke dækker det.",
			NoPersonal: "Det er falsk alarm.", WrongRecipients: "Den ville nå nogen, den ikke er til.",
			TooMuch: "Den siger mere, end modtagerne har brug for.", OtherWay: "Den bør ikke sendes med almindelig mail.", InWords: "Med kollegaens ord:",
		},
	}
}

func dutch() words {
	return words{
		subjects: map[kind]string{
			noticeHeld:     "Uw bericht wacht op een tweede blik",
			noticeStuck:    "Uw bericht wacht op een tweede blik",
			noticeReleased: "Uw bericht is onderweg",
			noticeRefused:  "Uw bericht is niet verzonden",
			noticeExpired:  "Uw bericht is niet verzonden: niemand heeft op tijd beslist",
		},
		one: "één ontvanger", several: "{n} ontvangers",
		held:        "Het bericht dat u op {sent} aan {recipients} stuurde, heeft het kantoor nog niet verlaten. Het ligt veilig en niemand buiten heeft het gezien.",
		why:         "Dit is de reden:",
		nextOne:     "Een collega kijkt er nu naar en beslist of het weg mag. U hoeft niets te doen; stuur het alstublieft niet opnieuw. Is er op {until} nog niet beslist, dan wordt het niet verzonden en krijgt u bericht.",
		nextTwo:     "{approvals} collega's kijken er nu naar en beslissen of het weg mag. U hoeft niets te doen; stuur het alstublieft niet opnieuw. Is er op {until} nog niet beslist, dan wordt het niet verzonden en krijgt u bericht.",
		mistake:     "Was het een vergissing? Meld u dan aan op de pagina en trek het terug, of zeg het een collega die berichten beoordeelt.",
		released:    "Het bericht dat u op {sent} aan {recipients} stuurde, is bekeken en is onderweg. U hoeft niets te doen.",
		releasedBCC: "De ontvangers zien elkaars adressen niet: die zijn uit Aan en Cc gehaald.",
		refused:     "Het bericht dat u op {sent} aan {recipients} stuurde, is niet verzonden. {who} heeft het bekeken en geweigerd, om deze reden:",
		refusedNext: "Niemand buiten heeft het gezien. Het bericht staat nog in uw eigen map met verzonden berichten: verander wat niet goed is en stuur het opnieuw, of vraag {who} wat beter is.",
		expired:     "Het bericht dat u op {sent} aan {recipients} stuurde, is niet verzonden. Het wachtte tot {until} op de beslissing van een collega, en niemand heeft beslist.",
		expiredNext: "Niemand buiten heeft het gezien. Is het nog nodig, spreek dan met een collega die berichten beoordeelt en stuur het opnieuw.",
		heldAlike:   "Gelijksoortige berichten die u aan anderen stuurt, wachten mee. Er wordt over alle tegelijk beslist en u krijgt één keer bericht.",
		group: outcome{
			subjects: map[kind]string{
				noticeReleased: "Uw berichten zijn onderweg",
				noticeRefused:  "Uw berichten zijn niet verzonden",
				noticeExpired:  "Uw berichten zijn niet verzonden: niemand heeft op tijd beslist",
			},
			released:    "De {n} gelijksoortige berichten aan {recipients} die u sinds {sent} stuurde, zijn bekeken en zijn onderweg. U hoeft niets te doen.",
			releasedBCC: "De ontvangers zien elkaars adressen niet: die zijn uit Aan en Cc gehaald.",
			refused:     "De {n} gelijksoortige berichten aan {recipients} die u sinds {sent} stuurde, zijn niet verzonden. {who} heeft ze bekeken en geweigerd, om deze reden:",
			refusedNext: "Niemand buiten heeft ze gezien. De berichten staan nog in uw eigen map met verzonden berichten. Vraag {who} wat beter is.",
			expired:     "De {n} gelijksoortige berichten aan {recipients} die u sinds {sent} stuurde, zijn niet verzonden. Ze wachtten tot {until} op de beslissing van een collega, en niemand heeft beslist.",
			expiredNext: "Niemand buiten heeft ze gezien. Zijn ze nog nodig, spreek dan eerst met een collega die berichten beoordeelt.",
		},
		foot:    "Nummer van het bericht: {id}",
		callOne: "Een bericht wacht op uw beslissing", callMany: "{n} berichten wachten op uw beslissing",
		callBody:  "Iemand op kantoor heeft een bericht gestuurd dat door de regels is tegengehouden. Kijk ernaar en beslis of het weg mag; de afzender wacht.",
		callFoot:  "Wat er in het bericht staat, ziet u alleen op de pagina, nadat u zich hebt aangemeld.",
		nextStuck: "Er moeten genoeg collega's instemmen voordat het weg mag, en op dit moment zijn er te weinig die erover mogen beslissen. Wie bij u Postlock beheert, krijgt bericht. Stuur het niet opnieuw. Is er op {until} niet beslist, dan wordt het niet verzonden en krijgt u bericht.",
		stuck:     "Te weinig beoordelaars: niemand kan een wachtend bericht vrijgeven",
		stuckBody: "Te weinig mensen mogen beslissen over wat er wacht: de afzender beslist nooit zelf, en niemand beslist twee keer. Komt er geen beoordelaar bij, dan wordt het niet verzonden als de tijd om is.",
		stuckLine: "bericht {id}: goedkeuringen nodig {approvals}, beoordelaars te weinig {lacking}, tijd tot {until}",
		stuckFoot: "Maak een collega beoordelaar op de server; dan kan er meteen worden beslist:",
		rules: map[string]string{
			"exposed-recipients": "Veel onbekenden zouden elkaars adres zien.",
			"people-list":        "Het geeft gegevens van {people} mensen aan iemand buiten het kantoor.",
			"sensitive-people":   "Het zegt iets persoonlijks over meerdere mensen: gezondheid of geloof, bankrekening of persoonsnummer.",
			"national-id":        "Er staat een persoonsnummer in.",
			"unreadable":         "Een deel ervan kon niet worden gelezen, bijvoorbeeld een bestand met een wachtwoord. Niemand weet wat er weg zou gaan.",
			"slow-drip":          "Gelijksoortige berichten gingen binnen een dag naar veel onbekenden.",
		},
		reasons: map[Reason]string{
			Intended: "Deze ontvangers moeten precies dit krijgen.", Agreed: "Wet, overeenkomst of toestemming dekt het.",
			NoPersonal: "Het is vals alarm.", WrongRecipients: "Het zou mensen bereiken voor wie het niet is.",
			TooMuch: "Het zegt meer dan deze mensen nodig hebben.", OtherWay: "Het hoort niet per gewone mail te gaan.", InWords: "In de woorden van de collega:",
		},
	}
}

func german() words {
	return words{
		subjects: map[kind]string{
			noticeHeld:     "Ihre Nachricht wartet auf einen zweiten Blick",
			noticeStuck:    "Ihre Nachricht wartet auf einen zweiten Blick",
			noticeReleased: "Ihre Nachricht ist unterwegs",
			noticeRefused:  "Ihre Nachricht wurde nicht gesendet",
			noticeExpired:  "Ihre Nachricht wurde nicht gesendet: Niemand hat rechtzeitig entschieden",
		},
		one: "einen Empfänger", several: "{n} Empfänger",
		held:        "Die Nachricht, die Sie am {sent} an {recipients} geschickt haben, hat das Haus noch nicht verlassen. Sie ist sicher verwahrt, und niemand außerhalb hat sie gesehen.",
		why:         "Das ist der Grund:",
		nextOne:     "Jemand aus dem Kollegium sieht sie sich jetzt an und entscheidet, ob sie hinausdarf. Sie müssen nichts tun; bitte senden Sie sie nicht noch einmal. Ist bis {until} nicht entschieden, wird sie nicht gesendet, und Sie erfahren es.",
		nextTwo:     "{approvals} Personen aus dem Kollegium sehen sie sich jetzt an und entscheiden, ob sie hinausdarf. Sie müssen nichts tun; bitte senden Sie sie nicht noch einmal. Ist bis {until} nicht entschieden, wird sie nicht gesendet, und Sie erfahren es.",
		mistake:     "War es ein Versehen? Dann melden Sie sich auf der Seite an und ziehen sie zurück, oder sagen Sie jemandem Bescheid, der Nachrichten prüft.",
		released:    "Die Nachricht, die Sie am {sent} an {recipients} geschickt haben, wurde angesehen und ist unterwegs. Sie müssen nichts tun.",
		releasedBCC: "Die Empfänger sehen die Adressen der anderen nicht: Sie wurden aus An und Cc herausgenommen.",
		refused:     "Die Nachricht, die Sie am {sent} an {recipients} geschickt haben, wurde nicht gesendet. {who} hat sie angesehen und abgelehnt, aus diesem Grund:",
		refusedNext: "Niemand außerhalb hat sie gesehen. Die Nachricht liegt noch in Ihrem Ordner mit gesendeten Nachrichten: Ändern Sie, was nicht stimmt, und senden Sie sie neu, oder fragen Sie {who}, was besser wäre.",
		expired:     "Die Nachricht, die Sie am {sent} an {recipients} geschickt haben, wurde nicht gesendet. Sie hat bis {until} auf eine Entscheidung gewartet, und niemand hat entschieden.",
		expiredNext: "Niemand außerhalb hat sie gesehen. Wird sie noch gebraucht, sprechen Sie mit jemandem, der Nachrichten prüft, und senden Sie sie neu.",
		heldAlike:   "Ähnliche Nachrichten, die Sie an andere senden, warten mit ihr. Über alle wird zusammen entschieden, und Sie erfahren es einmal.",
		group: outcome{
			subjects: map[kind]string{
				noticeReleased: "Ihre Nachrichten sind unterwegs",
				noticeRefused:  "Ihre Nachrichten wurden nicht gesendet",
				noticeExpired:  "Ihre Nachrichten wurden nicht gesendet: Niemand hat rechtzeitig entschieden",
			},
			released:    "Die {n} ähnlichen Nachrichten an {recipients}, die Sie seit dem {sent} geschickt haben, wurden angesehen und sind unterwegs. Sie müssen nichts tun.",
			releasedBCC: "Die Empfänger sehen die Adressen der anderen nicht: Sie wurden aus An und Cc herausgenommen.",
			refused:     "Die {n} ähnlichen Nachrichten an {recipients}, die Sie seit dem {sent} geschickt haben, wurden nicht gesendet. {who} hat sie angesehen und abgelehnt, aus diesem Grund:",
			refusedNext: "Niemand außerhalb hat sie gesehen. Die Nachrichten liegen noch in Ihrem Ordner mit gesendeten Nachrichten. Fragen Sie {who}, was besser wäre.",
			expired:     "Die {n} ähnlichen Nachrichten an {recipients}, die Sie seit dem {sent} geschickt haben, wurden nicht gesendet. Sie haben bis {until} auf eine Entscheidung gewartet, und niemand hat entschieden.",
			expiredNext: "Niemand außerhalb hat sie gesehen. Werden sie noch gebraucht, sprechen Sie zuerst mit jemandem, der Nachrichten prüft.",
		},
		foot:    "Nummer der Nachricht: {id}",
		callOne: "Eine Nachricht wartet auf Ihre Entscheidung", callMany: "{n} Nachrichten warten auf Ihre Entscheidung",
		callBody:  "Jemand im Haus hat eine Nachricht geschickt, die von den Regeln angehalten wurde. Bitte sehen Sie sie an und entscheiden Sie, ob sie hinausdarf; der Absender wartet.",
		callFoot:  "Was in der Nachricht steht, sehen Sie nur auf der Seite, nachdem Sie sich angemeldet haben.",
		nextStuck: "Genug aus dem Kollegium müssen zustimmen, bevor sie hinausdarf, und zurzeit sind es zu wenige, die über sie entscheiden dürfen. Wer sich bei Ihnen um Postlock kümmert, erfährt es. Bitte senden Sie sie nicht noch einmal. Ist bis {until} nicht entschieden, wird sie nicht gesendet, und Sie erfahren es.",
		stuck:     "Zu wenige Prüfende: Niemand kann eine wartende Nachricht freigeben",
		stuckBody: "Zu wenige dürfen über das entscheiden, was wartet: Wer gesendet hat, entscheidet nie selbst, und niemand entscheidet zweimal. Kommt niemand dazu, wird es nicht gesendet, wenn die Zeit um ist.",
		stuckLine: "Nachricht {id}: nötige Zustimmungen {approvals}, fehlende Prüfende {lacking}, Zeit bis {until}",
		stuckFoot: "Geben Sie auf dem Server jemandem die Rolle; dann kann sofort entschieden werden:",
		rules: map[string]string{
			"exposed-recipients": "Viele Fremde würden die Adressen der anderen sehen.",
			"people-list":        "Sie gibt Daten von {people} Menschen an jemanden außerhalb des Hauses.",
			"sensitive-people":   "Sie sagt Privates über mehrere Menschen: Gesundheit oder Glaube, Bankkonto oder Personenkennziffer.",
			"national-id":        "Sie enthält eine amtliche Personenkennziffer.",
			"unreadable":         "Ein Teil konnte nicht gelesen werden, zum Beispiel eine Datei mit Passwort. Niemand weiß, was hinausginge.",
			"slow-drip":          "Ähnliche Nachrichten gingen innerhalb eines Tages an viele Fremde.",
		},
		reasons: map[Reason]string{
			Intended: "Die Empfänger sollen genau das bekommen.", Agreed: "Gesetz, Vertrag oder Einwilligung deckt es.",
			NoPersonal: "Es ist ein Fehlalarm.", WrongRecipients: "Sie würde Menschen erreichen, für die sie nicht ist.",
			TooMuch: "Sie sagt mehr, als diese Menschen brauchen.", OtherWay: "Sie sollte nicht mit offener Mail gehen.", InWords: "In eigenen Worten:",
		},
	}
}
