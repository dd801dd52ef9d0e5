package detect

import "github.com/postlock/postlock/inspect"

// headingRules are in order of precedence: the first rule that has a word of the
// heading decides, so that "E-mailadres ouder" is an e-mail column and
// "Geburtsort" is no birth date. Words are folded.
var headingRules = []headingRule{
	{kind: kSpecial, attr: inspect.Ethnicity, words: `*aufenthaltsstatus* *asylstatus* *asielstatus* *verblijfsstatus* immigration_status asylum_status opholdsstatus residence_status`},
	{kind: kSpecial, attr: inspect.SocialCare, words: `cin_status cp_status lac_status`},
	{kind: kSpecial, attr: inspect.Health, words: `sen_status health_status gesundheitsstatus* helbredsstatus* gezondheidsstatus* vaccination_status vaccinatiestatus* impfstatus*`},
	{kind: kThing, words: `=ip =mac *bestand* *datei* file* *host* url urls website web* webadres homepage domain* *domein*
		artikel* article* *produkt* *product* sku ean isbn gtin barcode *omschrijving* description beschreibung* bezeichnung* beskrivelse* vare*
		*prijs* price prices unit_price *preis* pris *voorraad* =stock lager* quantity menge *bestel* order* ordre* tracking* *sensor* *timestamp*
		*factuur* invoice* *rechnung* faktura* *belasting* *btw* vat vat_* ust* *umsatzsteuer* tva* *partita_iva* moms* mwst* cvr* *kvk* *handelsreg* hrb siret siren gln *kundennr *kundennummer *klantnummer *kundenr *kundenummer *debitor* *creditor* orgnr *organisationsnummer* rubrik kostenplaats kostenstelle boekstuk* bilag*
		*sprache language taal sprog land landcode landekode country bundesland kategori* categor* *status* type version* versie* *titel title
		*bedrag* amount* *betrag* belob* saldo* debet debit credit kredit *soll haben valuta* *datum_van_bestelling
		bane baner banen platz platze *sportplatz* pitch ground grounds venue venues veld velden spielort* spielstatte* spillested* *stadion* stadium* *sporthal* sporthalle* arena* *spielfeld*
		device* model* serial* serien* kenteken_type *laptop* computer*`},
	{kind: kCredential, words: `*wachtwoord* *passwor* *kennwort* *adgangskode* *kodeord* *losenord* *passord* pin pincode pinkode *pin_code contrasena
		mot_de_passe haslo password* inlogcode toegangscode zugangscode`},
	{kind: kSecret, words: `*adressebeskyttelse* *adressesperre* *auskunftssperre* *sperrvermerk* beskyttet_adresse hemmelig_adresse geheim_adres geheim_adresse
		*geheim* secret_address protected_address skyddad_adress *adresskydd* sperret_adresse kortsperret adresse_gradert`},
	{kind: kThing, words: `*gebruikersnaam* *username* user_name *benutzername* *brugernavn* login loginnaam *kontoname dateiname produktnaam`},
	{kind: kEmail, words: `mail* *email* *mailadr* *mejl* *epost* correo* courriel* *sahkoposti* posta_elettronica`},
	{kind: kPhone, words: `tel telnr* telno telef* telno* tel_* tlf* *telefoon* *telefon* *phone* *mobiel* *mobil* *mobile* gsm handy* *handynummer cell* *cellulare* *rufnummer* mob mobnr telnr
		*puhelin* portable komorka* *komorkowy telefono movil* tfn *noodnummer* *notrufnummer* *bereikbaar* whatsapp fax* sms nummer_mobil =06 06_nummer* 06nr *notfallnummer* contact_number contact_no *kontaktnummer*`},
	{kind: kIBAN, words: `*iban* *bankrekening* *bankkonto* *kontonummer* kontonr rekeningnummer rekeningnr rekening_nummer bank_account account_number account_no
		reg_konto reg_nr_konto *bankverbindung* sort_code sortcode konto conto numero_de_compte cuenta kontonr_* kontonummer* rekeningnr* bic bankgiro*
		numer_konta rachunek* *bankgegevens* bank_details accountnumber`},
	{kind: kCard, words: `*creditcard* *kreditkort* *kreditkarte* credit_card card_number kaartnummer kortnummer kartennummer betaalkaart*`},
	{kind: kID, words: `*bsn* *burgerservice* *sofinummer* *cpr* *personnummer* *personnr* *fodselsnummer* fnr *fodselsnr* svnr *sozialversicherung* *rentenversicherung*
		*steuer_id* steuerid steueridnr *steuerident* *steuerliche_identifikations* *identifikationsnummer idnr *versichertennummer* *versichertennr* *krankenversicherungsn* kvnr nhs nhs_* nino
		national_insurance ni_number ni_no ssn social_security national_id id_number nationalid pesel dni nie nif *codice_fiscale* cf nir numero_de_securite* *rijksregister*
		registre_national insz niss *personalausweis* *ausweisn* *passport* *paspoort* *reisepass* pasnummer pas_nr *pasnr* *identiteits* id_kaart kennitala hetu henkilotunnus
		ahv avs *ahv_nummer rodne_cislo oib egn cnp amka ppsn pps personkod isikukood *identifikatie* sozialvers* rvnr *fiscaal* *cpr_nr* cprnr *samordningsnummer*
		document_number *ausweisnummer *id_nummer id_nr personal_number personal_id personid person_nr person_nummer sv_nummer sv_nr versicherten_nr* id_card_no* krankenkassennummer kk_nummer *identity* *versicherungsnummer* *polisnummer*`},
	{kind: kFamily, words: `*geburtsname* *geboortenaam* *meisjesnaam* maiden* *pigenavn* *madchenname*`},
	{kind: kThing, words: `*geburtsort* *geboorteplaats* *fodested* *fodeby* *birthplace* place_of_birth *geburtsland* *geboorteland* birth_country country_of_birth
		*nationalit* *staatsang* *statsborger* *citizenship* *herkunftsland* *geboortejaar* *geburtsjahr* *fodselsar* birth_year year_of_birth *jahrgang* fodear argang jaargang yob`},
	{kind: kDeath, words: `died death date_of_death year_of_death deceased =d *gestorben* *todesdatum *todesjahr *sterbedatum *sterbejahr *overleden *overlijdens* *sterfdatum *sterfjaar dod dodsdato dodsar dodsfald* afdod* avdod* dodsdag* *zmarl* deces* date_de_deces fallecid*`},
	{kind: kBirth, words: `geb gebdat* gebdatum *geboren* *geboorte* *geburt* *fodsel* fodt fodd fodelse* *fodselsd* birth* dob d_o_b *date_of_birth born fdt fdato fdselsdato fdselsdag fdd gebd gebdt gdat bday naissance ne_le nee_le ne_e_le ne_nee_le nacimiento
		nascita *urodzen* nascimento *syntym* cumpleanos geb_dat* f_dato fdato gdatum *verjaardag* *geburtstag*`},
	{kind: kAge, words: `*leeftijd* =age =alter =alder age_* alter_* edad =eta =wiek ika`},
	{kind: kSpecial, attr: inspect.Health, words: `*allerg* *medisch* *medizin* medical* *medicat* *medicijn* *medikament* *medicin* *gezondheid* health* *gesundheit* *helbred* *sundhed* *helse*
		diet dietary* diets *dieet* diat* *dieten* *kostform* *unvertraglich* *intoleran* *handicap* *disab* *beperking* *behinder* *funktionsned* *diagnos* *krankheit* *krankheiten* *ziekte* illness* condition conditions *sygdom* *sykdom*
		*epilep* astma* asthma* *vaccin* *impf* *zorgbehoefte* *pflegegrad* *pflegestufe* *forderbedarf* *stottebehov* special_needs *sen_* sen *aandoening* *blutgruppe* *bloedgroep* blood* sante
		*salud* *salute* *zdrowi* *alergi* *choroby* *maladie* *krank* sygemeld* *sygemelding* *fravaersarsag* *fravaergrund* *sykefravaer* *sykmeld* *sjukfranvar* *sjukskriv* *franvaroorsak* fraversarsag* *sygefravaer* sygdom* *verzuimreden* *ziekmelding* *ziekteverlof* *ziekteverzuim* reden_verzuim* reden_afwezig* reden_van_afwezig* *fehlgrund* *abwesenheitsgrund* grund_der_abwesen* grund_des_fehlen*
		*krankmeldung* reason_for_absen* absence_reason sickness_reason reason_for_sick* reason_for_leave *sickness* sick_leave sick_note arsag_til_frav* arsak_till* arsak_til_frav* motif_d_absence motif_absence przyczyna_nieobecn* powod_nieobecn* *niepelnosprawn* leki choroba *sjukdom* *schwerbehind* *medikation* *medisin* *medicin* i_behandling in_behandlung *beperking* *hjaelpemid*
		therapie therapy therapi *therapieform* *kostallerg* *erkrankung* *vorerkrank* *arbeitsunfahig* *schwanger* *zwanger* *gravid* pregnan* sen_status *ehcp* *indlagt* *indlaeggel* handicaptillaeg* *plejebehov* *mobilitetsbehov* ppr diaet* *stottetimer* *zorgindicatie* *zorgvraag* *zorgzwaarte* *nachteilsausgleich* regime_alimentaire *halsa* *sjukdom*
		kostonske* kostrestrik* *ernahrung* speciale_kost* *voeding* *lactose* *gluten* rolstoel* *rollstuhl* *korestol* wheelchair* mobility*`},
	{kind: kSpecial, attr: inspect.Religion, words: `*religi* *geloof* *konfession* *glaube* *bekenntnis* trossamfund* =tro trosretning faith denomination* *gezindte* *kerkgenootschap* *kirchenzugeh* *folkekirke* *kirchenmitglied* *doopdatum* *gedoopt* *taufdatum* *getauft*
		*dobsdato* dobt baptised baptism* baptized* *konfirmer* *konfirmat* *confirmation_date *communie* *firmung* kommunion* wyznanie *kerklid*`},
	{kind: kSpecial, attr: inspect.Union, words: `*vakbond* *fagforening* *gewerkschaft* trade_union tradeunion* union_member* union_membership =union *fagforbund* syndicat* sindicato* *fackforbund* fackmedlem* *fnv* *cnv* zwiazek_zawodowy *tillidsmand*`},
	{kind: kSpecial, attr: inspect.Ethnicity, words: `*aufenthaltsstatus* *aufenthaltstitel* *aufenthaltserlaub* *duldung* *verblijfsstatus* *verblijfsvergun* *opholdsgrundlag* *opholdstillad* immigration_status asylum_status asylum* *asylstatus* *asielstatus* *oppholdstill* *uppehallstill* *etnic* *ethnic* *etnisk* *ethnisch* *afkomst* *migrationshintergrund* *aufenthaltsstatus* *aufenthaltstitel* asyl* asiel* *duldung* immigration_status* residence_status *opholdsgrundlag* *opholdstilladelse* *verblijfsstatus* *hautfarbe* race *abstammung* *indvandrer*`},
	{kind: kSpecial, attr: inspect.Politics, words: `political* *politiek* *politisch* *politisk* *partijlid* *parteimitglied* *parteizugeh* *partimedlem* politique* *stemgedrag*`},
	{kind: kSpecial, attr: inspect.SexualLife, words: `*seksuel* *sexual* *sexuel* *geaardheid* *orientering sexuell*`},
	{kind: kSpecial, attr: inspect.Criminal, words: `*justitiel* vog =vog_* *casier_judic* casier *belastningsregister* *politiattest* *politiattester* *fuhrungszeugn* dbs dbs_* *dbs_check* *antecedentes* *certificado_penal* *casellario* *karalnosc* *niekaralnosc* *rikosrekis* *rejstrik_trest* *uittreksel_strafregister* *strafblad* *straffeattest* *vorstraf* criminal* conviction* *veroordel* *borneattest* *strafbar* *delict* *fuhrungszeugnis* *polizeilich* *dom_dato *offence* *offense* dbs_result *straftat*`},
	{kind: kSpecial, attr: inspect.SocialCare, words: `hjaelp_fra_kommunen hjaelp_fra_det_offentlige *integrationsydelse* *hjemsendelsesydelse* *overgangsydelse* ydelsestype *fortidspension* *resurseforlob* *ressourceforlob* *grundsicherung* *grundleistung* *asylblg* *asylbewerber* *leistungsart* *leistungsbezug* *sozialleistung* *transferleistung* wmo *wmo_* *participatiewet* *bijzondere_bijstand* *wajong* wia *jeugdhulp* *jeugdbescherm* *kindertoeslag*
		veilig_thuis *underretning* *safeguarding* safe_guarding child_in_need cin_status cp_plan looked_after lac_status universal_credit housing_benefit* benefit benefit_type pupil_premium *hilfe_zur_erziehung* *kindeswohl* *inobhutnahme* *gaeldsanering* *gaeldsradgiv* *kindswohl* ekonomiskt_bistand forsorjningsstod* *sosialhjelp* *barnevern* *socialbidrag* orosanmalan zasilek* pomoc_spoleczna aide_sociale *bijstand* *uitkering* *kontanthjaelp* *sozialhilfe* *burgergeld* *hartz* *benefits* welfare* *jeugdzorg* child_protection *kinderschutz* *bornesag* *underretning* *jugendamt* *jugendhilfe*
		social_worker* social_care *sagsbehandler* *free_school_meal* fsm *schuldhulp* *voedselbank* *foodbank* food_bank *toeslag* *wohngeld* *boligstotte* *julehjaelp* *kerstpakket* *tafelausweis* *pflegekind* foster* *plejebarn* pleegkind* *dagpenge* sociale_dienst *minima* *schulden*`},
	{kind: kPostcode, words: `*postcode* pc *postal* zip zip* plz* *postleitzahl* *postnr* *postnummer* post_nr* =cap codigo_postal code_postal kod_pocztowy =cp post_code *postkode*`},
	{kind: kOrg, words: `*organisati* *organizati* *organisation* *organization* *bedrijf* company* firma firmen* firmanaam firmaname* firmanavn *virksomhed* *instelling* *einrichtung* *leverancier* supplier* *lieferant* *leverandor* vendor*
		*school *schule *skole schools schoolnaam schulen skoler skolen schulname skolenavn *verein *forening *vereniging* club* klub* *klub *kerk *kirche *kirke church* employer* *werkgever* *arbeitgeber* *arbejdsgiver* department* *afdeling* *abteilung* entreprise* empresa azienda
		institution* institut* institution *gesellschaft* ausbildungsbetrieb *betrieb *team ploeg mannschaft =hold opdrachtgever debiteur crediteur *kunde_firma *branche*`},
	{kind: kRank, words: `=rang rank =platz placering plaats_nr positie position =pos finish* *startnummer* startnr bib *eindtijd* *tussentijd* laufzeit nettozeit bruttozeit *lob_tid sluttid zeit tid tijd time score punten points punkte point *punkte`},
	{kind: kAuthor, words: `*auteur* author* autor* *forfatter* *verfasser* *componist* *komponist* artist* *kunstner* *kunstler* *schrijver* writer* *redacteur* editor* *spreker* speaker* *referent* *oplaegsholder* *foredragsholder* presenter* *regisseur* director*`},
	{kind: kThing, words: `*huisarts* hausarzt* *egen_laege* *laege* gp doctor* arts *arzt* tandarts*`},
	{kind: kClass, words: `*klas klassen klasse klass arskurs arskull trinn klasa grado turma curso grade luokka trida klasse/trinn class groep *jaargroep* year_group yeargroup *leerjaar* klassetrin stue stuegruppe *jahrgangsstufe* *stamgroep* *lesgroep* *zwemgroep* gruppe* schulklasse klas_* form_class *classe* clase classe *reading_group* *mentorgroep* group`},
	{kind: kFull, words: `fuldenavn fuldtnavn fuldt_navn helenavn fuldnavn fullnavn fullname vollname vollernamen volledigenaam volnaam heltnavn nombre_completo nome_e_cognome imie_i_nazwisko nom_et_prenom nom_prenom nombre_y_apellidos cognome_e_nome nazwisko_i_imie`},
	{kind: kGiven, words: `kaldenavn preferred_name known_as *voornaam* *voornamen* *roepnaam* *vorname* *rufname* *fornavn* *fornamn* first_name* firstname* given* forename* christian_name prenom* imie imiona nome nombre
		*first_name *etunimi* fname fnavn fornvn vnavn vname vnaam fnamn mnavn *mellemnavn* middle_name* *calling_name*`},
	{kind: kInitials, words: `*voorletter* *initial* tussenvoegsel* tussenv tv voorvoegsel* *titulatuur* aanhef anrede* *salutation* titel_naam`},
	{kind: kFamily, words: `*achternaam* *geslachtsnaam* *familienaam* *nachname* *familienname* *zuname* *efternavn* *etternavn* *efternamn* *slaegtsnavn* last_name* lastname* surname* family_name* *nazwisko* cognome* apellido*
		*sukunimi* lname sname enavn nname anaam enamn nom_de_famille`},
	{kind: kStreet, words: `*straat* *strasse* street* str *adres* address* adresse* *adresse *anschrift* *adresszeile* gade gadenavn vejnavn_* vejnavn vej rue calle ulica via indirizzo* direccion* domicil* *huisnr* *huisnummer* *hausnr* *hausnummer* husnr husnummer house_number
		*osoite* *gatuadress* gata *bopael* *wohnadresse* *woonadres* *home_address* gateadresse* street_and_number toevoeging`},
	{kind: kTown, words: `*plaats *woonplaats* *plaatsnaam* town* city* *wohnort* *postdistrikt* =ort stadt *stadt =by *bynavn* stad *ville* ciudad citta miasto localidad poststed* *postort* *gemeente* kommune* municipality* gemeinde* *dorp wijk *wijk* district* stadtteil* region* provinc* *bydel* sogn parish* county*`},
	{kind: kPay, words: `*salaris* *salary* *gehalt* salaire* salario* sueldo* stipendio* retribuzione* ordenado* wynagrodzeni* pensja palkka plat lon manadslon arslon fizetes tjanstelon grundlon bruttolon manedslonn arslonn note_moyenne *wage *loon *manedslon* *arslon* *lonn *lohn *bruttolon* uurloon* timelon* *cijfer* *karakter* *zeugnisnote* *schulnote* *rapport *beoordeling* *beurteilung* *vurdering* *evaluation* *absence* *verzuim* *fehlzeiten* *fravaer* *income* *inkomen* *einkommen* *indkomst* =schuld *gaeld debt* *restance* arrears *achterstand* *ruckstand* *mahnstand* donation donation_amount donatie *spendenbetrag* *gavebelob*`},
	{kind: kNote, words: `situation* situatie* omstandighe* *begrundelse* *begrundung* aanleiding *bijzonderhe* *besonderhe* *bemaerk* *opmerking* *remark* *comment* *notes* note noter *notitie* *anmerkung* *bemerkung* *hinweis* *toelichting* *kommentar* *anmaerkning* *merknad* *anmarkning* *saerlige* *hensyn* *info *information* *bijzonder* special* *achtergrond* *aanvullend* behoefte* *needs* behov*`},
	{kind: kGender, words: `geslacht gender sex geschlecht kjonn m_v v_m m_w =kon m_k mv *civilstand* burgerlijke_staat familienstand marital*`},
	{kind: kFull, words: `next_of_kin nabestaande* naaste_familie *parorende angehorige* naam name navn namn nimi nom nominativo nazwa full_name fullname *volledige_naam *naam_* *name_* *_name *_naam *_navn *_navne namen names navne naam/* vollername voller_name *naam *navn nombre_completo nom_complet imie_i_nazwisko nombre_y_apellidos
		*deelnemer* *participant* *teilnehm* *deltager* *deltaker* *deltagare* *leerling* pupil* *student* elev* *elev *schuler* *medlem* passenger* attendee* borger borgers ehrenamtliche* *medlem* member* *mitglied* lid leden *bewoner* *bewohner* *beboer* resident* *client* *klient* *patient* *clienten
		*medewerker* *mitarbeiter* *medarbejder* employee* staff *ansat *ansatte* *ansatt* *werknemer* *speler* player* *spieler* *spiller* *vrijwilliger* *frivillig* volunteer* *freiwillig* *huurder* *mieter* *lejer* tenant* *sollicitant* *bewerber* *ansoger* applicant* *aanvrager* *antragsteller*
		*konfirmand* *konfirmand *dopeling* *taufling* *kandidat* *candidat* *gast gast gasten guest* *gaest* *personer* person* persoon* *eleve* alumno* alunno* uczen* abonnee* *donateur* *donor* *spender* *mottager* *voogd* *schutzling* *pige *dreng`},
	{kind: kDate, words: `*datum* dato *dato date =dag =tag =day *lidsinds* *ingang* fecha =data`},
	{kind: kThing, words: `=nr =no =id lbnr *nummer* number* *nr code* *code* kode* *kode aantal antal anzahl count* *totaal* total* *summe* lat lon latitude longitude m2 oppervlakte areal flache score* value* waarde wert vaerdi percentage procent prozent uren stunden =timer hours =van =tot =von =bis =fra =til =from =to taak aufgabe opgave task* rolle functie funktion function* =job beroep* beruf* stilling* *beruf* *erhverv*`},
}

// roleRules find whose a column is. The last role that matches wins: "contact
// parent" is a parent's.
var roleRules = []struct {
	role  role
	words string
}{
	{roleChild, `kind kindes kinds* kinder* *kind child child* children* barn barnet* barnets *barnets leerling* pupil* elev elevens elever eleve schuler* *zoon dochter sohn tochter son daughter dziecko dziecka bambino hijo enfant barns barnens`},
	{roleContact, `contact* kontakt* *ansprechpartner* *kontaktperson* *contactpersoon*`},
	{roleEmergency, `kin next_of_kin nabestaand* naaste* efterladte* hinterbliebene* nood* notfall* emergency* ice nod nodkontakt* *parorende* urgence* emergencia *angehorig*`},
	{rolePartner, `partner* echtgeno* spouse* ehepartner* *aegtefaelle* husband* wife* ehefrau* ehemann* samlever*`},
	{roleParent, `ouder* *ouder *ouders parent* *parent foraelder* *foraelder* eltern* *eltern* verzorger* *erziehungsber* guardian* voogd* *foresatt* *vardnadshavare* forelder* *forelder foralder* *foralder* genitor* rodzic* opiekun* responsable* tutor* forsorger* contactouder`},
	{roleMother, `moeder* mother* *mutter* mor mors mum* mom mama* *moder mere madre matka mamma*`},
	{roleFather, `vader* father* *vater* far fars dad* papa* pere padre ojciec tata pappa*`},
}
