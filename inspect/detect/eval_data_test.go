package detect

import (
	"slices"
	"strings"
)

// evalLang is what the generator knows of a language. None of the layouts or
// lists is shared with any other test material.
type evalLang struct {
	code                                        string
	given, family, streets, towns               []string
	postcode, phones, dates                     []string // patterns, 9 is a digit
	head                                        map[string][]string
	health, orgs, goods, closings, prose, tasks []string
	id, idKind                                  string // pattern and ident kind
}

func list(s string) []string { return strings.Split(s, "|") }

// evalFar are names of people from elsewhere; most are on no list.
var (
	evalFarGiven  = list("Tekle|Abrehet|Yordanos|Shukri|Hodan|Ifrah|Zarlasht|Gulalai|Roshan|Parwana|Thuzar|Kyaw|Sopheap|Bounmy|Oyuna|Temuulen|Chidubem|Obiageli|Nthabiseng|Thandeka|Lwazi|Marwan|Nisreen|Bushra|Ghazal|Siavash|Nilufar|Otabek|Gvantsa|Levan|Anahit|Hovik|Dilnoza|Ravshan|Trang|Quynh|Somchai|Anong|Pema|Tenzin")
	evalFarFamily = list("Gebremedhin|Woldemariam|Abdirahman|Warsame|Zadran|Stanekzai|Hakimzada|Phyu|Sovann|Phommachanh|Batbayar|Nwachukwu|Onyekachi|Dlamini|Mokoena|Al-Khatib|Zoubi|Karimov|Yuldashev|Beridze|Gelashvili|Hakobyan|Sargsyan|Dorji|Wangchuk|Srisai|Chaiyasit|Huynh|Vuong|Qaderi")
)

// evalLangs are all languages of the generator; tests count on the order of the
// first four.
var evalLangs = slices.Concat(evalFirstLangs, evalMoreLangs)

var evalFirstLangs = []evalLang{
	{code: "da",
		given:    list("Agnete|Torben|Bodil|Preben|Gitte|Flemming|Ulla|Kaj|Nanna|Villads|Storm|Alberte|Malthe|Ellinor|Svend|Gudrun|Birger|Solvej|Holger|Tove|Asger|Liva|Konrad|Silje|Bjarke|Vibeke|Henning|Dorthe|Aksel|Ingeborg"),
		family:   list("Kjærgaard|Thygesen|Østergaard|Mortensen|Damgaard|Bruun|Lauritsen|Vestergaard|Frandsen|Hvidt|Skovgaard|Munk|Dalgaard|Buch|Friis|Toft|Overgaard|Bertelsen|Winther|Riis|Krogh|Ravn|Søgaard|Lindholm|Bisgaard"),
		streets:  list("Rosenvænget|Møllevej|Skolegade|Egebakken|Fyrrestien|Algade|Vestergade|Engdraget|Hasselvej|Strandvejen|Bøgelunden"),
		towns:    list("Tønder|Haderslev|Ringkøbing|Hjørring|Korsør|Faaborg|Rønne"),
		postcode: list("9999"), phones: list("22 99 99 99|51999999|+45 61 99 99 99|7499 9999|30 99 99 99"), dates: list("d.m.y|d-m-y|y-m-d"),
		head: map[string][]string{"given": list("Fornavn|Barnets fornavn|Fornavne"), "family": list("Efternavn|Barnets efternavn"), "full": list("Navn|Fulde navn|Elev|Deltager|Medlemsnavn"),
			"birth": list("Fødselsdato|Født|Fødselsdag|Fødselsdato (dd.mm.åååå)"), "street": list("Adresse|Vej og nr.|Gadenavn og nr"), "postcode": list("Postnr.|Postnummer"), "town": list("By|Postdistrikt|Bynavn"),
			"phone": list("Tlf.|Mobil|Telefonnr.|Mobilnummer"), "email": list("E-mail|Mailadresse|Email"), "id": list("CPR-nr.|CPR|Personnummer"), "health": list("Allergier|Helbredsoplysninger|Særlige hensyn|Medicin"),
			"class": list("Klasse|Klassetrin"), "iban": list("Kontonummer|IBAN"), "parent": list("Forælder 1|Mors navn|Kontaktperson (forælder)"), "parentphone": list("Forælder 1 tlf.|Mors mobil|Telefon forælder"), "org": list("Skole|Institution|Virksomhed"), "total": list("I alt"), "title": list("Oversigt over tilmeldte|Medlemsliste pr. 1. august")},
		health: list("nøddeallergi|astma|diabetes type 1|ADHD|epilepsi|glutenallergi|ingen|laktoseintolerans|hørehæmmet"), orgs: list("Sønderskov Skole|Tønder Bibliotek|Dansk Trælast A/S|Ringkøbing Kommune|Sct. Nicolai Kirke|Hjørring Gymnasium|Idrætsforeningen Fremad|Murerfirma Toft ApS|Børnehaven Solstrålen|Fonden Havblik"),
		goods: list("Skruetrækker 6 mm|Kuglepen blå|Malertape 50 m|Håndklæde|Krus hvid|Skrivebord|Tonerpatron|Kaffefilter|Lampe|Havebord"), closings: list("Med venlig hilsen|Mvh|Bedste hilsner"),
		prose: list("Mødet flyttes til torsdag kl. 19.|Vi glæder os til at se jer alle.|Husk at tage gummistøvler med.|Kontoret holder lukket i uge 42.|Regnskabet blev godkendt uden bemærkninger."), tasks: list("Kaffe|Oprydning|Kirkevagt|Lys"),
		id: "ddmmyy-9999", idKind: "cpr"},
	{code: "nl",
		given:    list("Hendrika|Wessel|Jikke|Folkert|Dieuwke|Teun|Saskia|Rutger|Machteld|Olivier|Jurre|Tess|Hanneke|Casper|Loes|Sybren|Noortje|Diederik|Mieke|Stefan|Annelies|Roelof|Iris|Quinten|Bente|Marjolein|Sietse|Lonneke|Fabian|Hilde"),
		family:   list("van der Linden|Hofstra|de Lange|Zijlstra|Timmermans|van Oosten|Schipper|ter Braak|Nijland|Wolters|van den Akker|Boersma|Driessen|de Rooij|Kuiper|Poelstra|van Rossum|Engelen|Slagter|Haverkamp|van 't Hof|Bijl|Meinders|Roelofs|op den Camp"),
		streets:  list("Kastanjelaan|Havenstraat|Singel|Burgemeester Smitsweg|Heideplein|Vlasakker|Oude Gracht|Tulpenhof|Zandpad|Nieuwe Rijn"),
		towns:    list("Apeldoorn|Breda|Leeuwarden|Middelburg|Sittard|Assen|Hoorn"),
		postcode: list("9999 AA|9999AA"), phones: list("06-39999999|06 2999 9999|0519-999999|+31 6 4999 9999|038 999 99 99"), dates: list("d-m-y|d/m/y|y-m-d"),
		head: map[string][]string{"given": list("Voornaam|Voornaam kind|Roepnaam leerling"), "family": list("Achternaam|Familienaam"), "full": list("Naam|Leerling|Naam deelnemer|Volledige naam|Cliënt"),
			"birth": list("Geboortedatum|Geb.datum|Geb. dat|Geboren"), "street": list("Adres|Straat en huisnummer|Straatnaam"), "postcode": list("Postcode"), "town": list("Plaats|Woonplaats"), "phone": list("Telefoon|Mobiel|Tel.nr|06-nummer"), "email": list("E-mail|Mail|E-mailadres"),
			"id": list("BSN|Burgerservicenummer|BSN-nummer"), "health": list("Allergie|Medische bijzonderheden|Medicijngebruik|Dieet"), "class": list("Klas|Groep"), "iban": list("IBAN|Rekeningnummer"), "parent": list("Ouder 1|Naam moeder|Contactpersoon ouder"), "parentphone": list("Ouder 1 telefoon|Mobiel moeder|Telefoon ouder"), "org": list("School|Organisatie|Bedrijf"), "total": list("Totaal"), "title": list("Deelnemerslijst kamp|Wachtlijst per 1 september")},
		health: list("notenallergie|astma|suikerziekte (diabetes)|ADHD|epilepsie|glutenvrij|geen|lactose-intolerantie|slechthorend"), orgs: list("Basisschool De Vuurtoren|Gemeente Hoorn|Bakkerij Wolters BV|Stichting Buurtzorg Oost|Bibliotheek Assen|Sint Jozefkerk|Hockeyclub Breda|Bouwbedrijf Nijland|Huisartsenpraktijk Zuid|Vereniging Ons Genoegen"),
		goods: list("Schroevendraaier|Balpen blauw|Handdoek groot|Bureaustoel|Koffiefilter nr 4|Lamp staand|Printerpapier|Tuintafel|Beker wit|Plakband"), closings: list("Met vriendelijke groet|Groeten|Hartelijke groet"),
		prose: list("De vergadering begint om acht uur in de grote zaal.|Denk aan de sleutels van het clubhuis.|Wij zien uit naar jullie komst.|De contributie blijft gelijk.|Het dak is inmiddels gerepareerd."), tasks: list("Koffie|Collecte|Opruimen|Techniek"),
		id: "999999999", idKind: "bsn"},
	{code: "de",
		given:    list("Heiderose|Detlef|Anneliese|Ruprecht|Jannes|Frieda|Korbinian|Lieselotte|Gisela|Torsten|Mathilda|Burkhard|Wiebke|Henrik|Edeltraud|Samuel|Ottilie|Gunnar|Rosemarie|Till|Bärbel|Hartmut|Leonie|Kilian|Ursula|Siegfried|Paulina|Benno|Irmgard|Vincent"),
		family:   list("Obermeier|Kleinschmidt|Hölzl|Brandstetter|Grünewald|Petersen|Schönfeld|Kirchhoff|Dieckmann|Rademacher|Oelrich|Tiedemann|Steinbach|Wiesner|Hagedorn|Pfannenstiel|Lüdecke|Aumüller|Feldkamp|Büchner|von Arnim|Zöllner|Großmann|Hinrichs|Ebeling"),
		streets:  list("Lindenstraße|Am Mühlbach|Bergweg|Hauptstr.|Gartenallee|Kastanienring|Schulgasse|Industriestraße|Kirchplatz|Buchenweg"),
		towns:    list("Flensburg|Husum|Bad Tölz|Göttingen|Passau|Wismar|Fulda"),
		postcode: list("99999"), phones: list("0171 9999999|0461/99999|+4N 176 99999999|04841 999-99|(0551) 99 99 99"), dates: list("d.m.y|y-m-d|d.m.y"),
		head: map[string][]string{"given": list("Vorname|Vorname des Kindes|Rufname"), "family": list("Nachname|Familienname|Zuname"), "full": list("Name|Teilnehmer/in|Name des Kindes|Mitglied|Schüler"),
			"birth": list("Geburtsdatum|geb. am|Geb.-Datum|Geburtstag"), "street": list("Straße|Anschrift|Straße und Hausnummer"), "postcode": list("PLZ|Postleitzahl"), "town": list("Ort|Wohnort"), "phone": list("Telefon|Handy|Tel.-Nr.|Mobil"), "email": list("E-Mail|Mailadresse|E-Mail-Adresse"),
			"id": list("Steuer-ID|Steueridentifikationsnummer"), "health": list("Allergien|Medikamente|Gesundheitliche Einschränkungen|Unverträglichkeiten"), "class": list("Klasse"), "iban": list("IBAN|Bankverbindung"), "parent": list("Erziehungsberechtigte/r|Mutter|Name Elternteil 1"), "parentphone": list("Telefon Mutter|Notfallnummer Eltern|Elternteil 1 Telefon"), "org": list("Schule|Firma|Einrichtung"), "total": list("Summe|Gesamt"), "title": list("Teilnehmerliste Zeltlager|Mitgliederverzeichnis Stand 2026")},
		health: list("Nussallergie|Asthma|Diabetes Typ 1|ADHS|Epilepsie|glutenfrei|keine|Laktoseintoleranz|schwerhörig"), orgs: list("Grundschule am Deich|Stadt Husum|Malerbetrieb Steinbach GmbH|Kita Regenbogen|Stadtbibliothek Fulda|Kirchengemeinde St. Marien|TSV Bergdorf e.V.|Sparkasse Nordsee|Klinikum Passau|Autohaus Ebeling KG"),
		goods: list("Schraubendreher|Kugelschreiber blau|Handtuch groß|Bürostuhl|Kaffeefilter|Stehlampe|Kopierpapier A4|Gartentisch|Becher weiß|Klebeband"), closings: list("Mit freundlichen Grüßen|Viele Grüße|Beste Grüße"),
		prose: list("Die Sitzung beginnt um 19 Uhr im Gemeindesaal.|Bitte denkt an festes Schuhwerk.|Der Haushalt wurde einstimmig beschlossen.|Wir freuen uns auf zahlreiche Gäste.|Das Büro bleibt am Freitag geschlossen."), tasks: list("Küche|Aufbau|Lesung|Kasse"),
		id: "99999999999", idKind: "steuer_id"},
	{code: "en",
		given:    list("Cressida|Barnaby|Philippa|Rufus|Tabitha|Gerald|Imogen|Dexter|Winifred|Callum|Harriet|Desmond|Beatrix|Lachlan|Rosalind|Fergus|Cordelia|Ivor|Marjorie|Toby|Geraldine|Angus|Felicity|Hamish|Bronwen|Clement|Verity|Basil|Nerys|Alistair"),
		family:   list("Fairweather|Ogilvie|Braithwaite|Pemberton|Llewellyn|Cartwright|Holloway|Ashdown|McCrae|Whitlock|Thornbury|Sinclair|Okonjo|Penrose|Garside|Haldane|Rowbotham|Trelawney|Macfarlane|Dunstable|Hathaway|Wetherby|O'Shea|Blackwood|Ferris"),
		streets:  list("Mill Lane|Victoria Road|The Crescent|Station Approach|Elm Grove|Harbour View|Queens Drive|Orchard Close|St John's Street|Castle Hill"),
		towns:    list("Shrewsbury|Kendal|Truro|Ludlow|Whitby|Perth|Bangor"),
		postcode: list("SY9 9AA|LA9 9AA|TR99 9AA"), phones: list("07799 999999|01743 999999|+44 7899 999999|01N1 999 9999|07599 999 999"), dates: list("d/m/y|d-m-y|y-m-d"),
		head: map[string][]string{"given": list("First name|Forename|Child's first name|Given name"), "family": list("Surname|Last name|Family name"), "full": list("Name|Full name|Pupil|Participant|Member name|Patient"),
			"birth": list("Date of birth|DOB|D.O.B.|Birth date"), "street": list("Address|Street|Home address|Address line 1"), "postcode": list("Postcode|Post code"), "town": list("Town|City"), "phone": list("Phone|Mobile|Tel no|Contact number"), "email": list("Email|E-mail address|Email contact"),
			"id": list("NHS number|NHS No."), "health": list("Allergies|Medical conditions|Dietary/medical|Medication"), "class": list("Class|Year group"), "iban": list("IBAN|Account number"), "parent": list("Parent 1|Mother's name|Guardian"), "parentphone": list("Parent 1 phone|Mother's mobile|Guardian telephone"), "org": list("School|Company|Organisation"), "total": list("Total"), "title": list("Holiday club register|Membership list at 1 Sept")},
		health: list("nut allergy|asthma|type 1 diabetes|ADHD|epilepsy|gluten free|none|lactose intolerant|hearing impaired"), orgs: list("Kendal Primary School|Ludlow Parish Council|Garside Joinery Ltd|Whitby Library|St Mary's Church|Truro Rugby Club|Harbour View Care Home Ltd|Perth & Kinross Council|Bangor University|The Orchard Trust"),
		goods: list("Screwdriver|Ballpoint pen blue|Bath towel|Office chair|Coffee filter|Floor lamp|Copier paper A4|Garden table|White mug|Sticky tape"), closings: list("Kind regards|Best wishes|Yours sincerely"),
		prose: list("The meeting starts at half past seven in the main hall.|Please remember sturdy shoes.|The accounts were approved unanimously.|We look forward to seeing you all.|The office is closed on Friday."), tasks: list("Tea|Doors|Reading|Sound desk"),
		id: "999 999 9999", idKind: "nhs"},
	{code: "sv",
		given: list("Gunilla|Torsten|Majken|Sixten|Tuva|Ove|Britt-Marie|Hjalmar|Elsa|Vilgot|Barbro|Rune|Ebba|Nils|Inga-Lill"), family: list("Bergqvist|Sjöberg|Hedlund|Åkesson|Norén|Wallin|Öberg|Sandström|Ljunggren|Nyström|Lövgren|Ekdahl"),
		streets: list("Storgatan|Björkvägen|Kyrkogatan|Tallstigen|Hamnvägen|Skolgatan"), towns: list("Växjö|Luleå|Kalmar|Visby"), postcode: list("999 99"), phones: list("070-999 99 99|0470-99 99 99|+46 73 999 99 99"), dates: list("y-m-d"),
		head: map[string][]string{"given": list("Förnamn"), "family": list("Efternamn"), "full": list("Namn|Deltagare|Elev"), "birth": list("Födelsedatum|Född"), "street": list("Adress|Gatuadress"), "postcode": list("Postnr|Postnummer"), "town": list("Ort|Postort"), "phone": list("Telefon|Mobil"), "email": list("E-post|Mejl"),
			"id": list("Personnummer"), "health": list("Allergier|Specialkost"), "class": list("Klass"), "iban": list("Kontonummer|IBAN"), "parent": list("Vårdnadshavare 1|Förälder"), "parentphone": list("Vårdnadshavare 1 telefon|Förälder mobil"), "org": list("Skola|Företag"), "total": list("Totalt"), "title": list("Deltagarlista")},
		health: list("nötallergi|astma|diabetes|ADHD|epilepsi|glutenfri|ingen"), orgs: list("Norrskolan skola|Växjö kommun|Bygg AB|Idrottsförening IF|Bibliotek Kalmar|Kalmar kyrka|Solgården förening|Lindas Service AB|Sparbank Syd bank|Visby museum"), goods: list("Skruvmejsel|Handduk|Kontorsstol|Lampa|Kopieringspapper|Mugg vit|Bord"), closings: list("Med vänlig hälsning|Vänliga hälsningar"), prose: list("Mötet börjar klockan sju.|Kom ihåg oömma kläder.|Kontoret är stängt på fredag."), tasks: list("Kaffe|Städ|Dörr"), id: "yymmdd-9999", idKind: "personnummer"},
	{code: "fr",
		given: list("Ghislaine|Thibault|Maëlys|Fabrice|Océane|Gaspard|Solange|Yannick|Clothilde|Baptiste|Mireille|Corentin|Josiane|Lilou|Bastien"), family: list("Lefebvre|Garnier|Chevallier|Delacroix|Marchand|Bonnet|Perrin|Guillou|Mercier|Fontaine|Rousseau|Le Goff"),
		streets: list("rue des Lilas|avenue Jean Jaurès|impasse du Moulin|boulevard Carnot|place de l'Église|chemin des Vignes"), towns: list("Angers|Quimper|Nîmes|Dijon"), postcode: list("49999"), phones: list("06 99 99 99 99|02 41 99 99 99|+33 6 99 99 99 99"), dates: list("d/m/y"),
		head: map[string][]string{"given": list("Prénom"), "family": list("Nom|Nom de famille"), "full": list("Nom et prénom|Participant|Élève"), "birth": list("Date de naissance|Né(e) le"), "street": list("Adresse|Rue"), "postcode": list("Code postal|CP"), "town": list("Ville"), "phone": list("Téléphone|Portable|Tél."), "email": list("E-mail|Courriel"),
			"id": list("Numéro de sécurité sociale"), "health": list("Allergies|Santé|Régime médical"), "class": list("Classe"), "iban": list("IBAN"), "parent": list("Mère|Responsable légal"), "parentphone": list("Téléphone mère|Tél. responsable"), "org": list("École|Entreprise"), "total": list("Total"), "title": list("Liste des inscrits")},
		health: list("allergie aux noix|asthme|diabète|TDAH|épilepsie|sans gluten|aucune"), orgs: list("École Jules Ferry|Mairie de Quimper|Garnier SARL|Association sportive club|Bibliothèque museum|Commune de Dijon|Collège college|Entreprise Perrin SAS|Banque bank|Restaurant du Port"), goods: list("Tournevis|Stylo bleu|Serviette|Chaise de bureau|Lampe|Papier A4|Table de jardin"), closings: list("Cordialement|Bien cordialement"), prose: list("La réunion commence à 19 heures.|Merci de prévoir de bonnes chaussures.|Le bureau est fermé vendredi."), tasks: list("Café|Accueil|Rangement"), id: "199059999999999", idKind: "nir"},
}
