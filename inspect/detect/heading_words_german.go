package detect

import "github.com/postlock/postlock/inspect"

// headingsGerman are German words of headings; see headingWords.
var headingsGerman = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `ehename* fam_name familien_name famname* fruhere_namen fruherer_name geb_name geburts_name* taufname_nach`},
		{kind: kFull, words: `familienname_vorname nachname_vorname name_vorname vorname_name vorname_und_name`},
		{kind: kPay, words: `gehaltsbetrag* lohnbetrag* mietruckstand* schuldbetrag* spendenbetrag* spendenhohe*`},
		{kind: kThing, words: `anzahl_kinder artikelname* benutzername* dateiname eventname* firmenname* geburtskreis* gruppenname* kassenname* kinderzahl* krankenkasse krankenkassen kundennr
		kundennumm* kursname* mitgl_nr mitglied_seit mitgliederzahl* mitglieds_nr mitgliedsbeitrag* mitgliedsnr mitgliedsnumm* muttersprache* ortsname_geb partei_und_funktion
		patientennummer* personal_nr personalnummer* produktname* projektname* schuler_nr schulernumm* spaltenname* tabellenname* teamname* veranstaltungsname* vereinsname*`},
		{kind: kSpecial, attr: inspect.Health, words: `arztliche_ang* arztliche_hinw* aufnahmediagnose* behandlungsstatus covid_status einweisungsgr* entbindungst* entlassdiagnose* essensbesond* forderstatus*
		gesundheitsstatus hiv_status i_kind impfstatus integrationskind* krankenkassenleistung* mutterschutz* operationsdatum* pflegestatus* todesursache*`},
		{kind: kSpecial, attr: inspect.Religion, words: `datum_der_taufe erstkommunion* firmdatum* kirchensteuer* kirchgem* kommunionkind* konfirmationsdat* taufkirche* taufort* taufspruch* tauftag*`},
		{kind: kSpecial, attr: inspect.Union, words: `gew_mitglied* gewerkschaftsmitgl* ig_metall_mitglied* ver_di_mitglied* verdi_mitglied*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `aufenthaltsstatus* fluchtlingsstatus* schutzstatus*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `geschlechtsident* sexuelle_ident*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `entlassungsdatum_haft* haftbeginn* haftende haftentlass*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `bedarfsgemeinsch* einkommensnachw* gesetzlicher_betreuer hilfeempf* kinderzuschlag* leistungsberecht* leistungsempf*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `taufname* taufnamen vorn`},
		{kind: kFamily, words: `nachn`},
		{kind: kFull, words: `abonnent abonnenten arbeitnehmer+ asylbewerb+ auszubildende+ azubi azubis bedienstet+ beschaftigte+ beschuldigt+ betreute+ betroffen+ braut brautigam brautpaar+ erbe
		erben erblasser+ familienmitgl+ firmling+ fluchtling+ forderkind+ gaste gastname+ gefangen+ gefluchtet+ gemeindeglied+ gemeindemitgl+ geschadigt+ geschwister+
		grundschuler+ haftling+ haushaltsmitgl+ haushaltsvorst+ heimbewohn+ heimkind+ hilfeempf+ hilfesuchend+ insasse+ jubilar+ kursteiln+ laufer laufern lehrling+
		leistungsberecht+ leistungsbezieh+ leistungsempf+ mundel opfer pate paten patenkind+ patin pflegebedurft+ pflegekind+ pflegling+ praktikant+ ratsuchend+ rentner+
		schuldner+ schutzbefohl+ schwimmer+ sportler+ studierende+ tatverdacht+ taufkind+ trauzeug+ versichert+ versicherungsnehm+ verstorben+ verurteilte+ wahler+ wohnungsinhab+
		zahlungspfl+ zeuge zeugen zeugin`},
		{kind: kEmail, words: `e_mailadr* elektronische_post elternmail* mailanschrift*`},
		{kind: kPhone, words: `erreichbar* faxnummer* fernsprech* festnetz* fon mobilfunk* notfall_nr notfallnr ruckruf* tel_dienstl* tel_priv telefonisch_erreich* whatsapp_n* whatsappnr`},
		{kind: kStreet, words: `adr haus_nr hausnr* hnr lieferadr* meldeadr* postanschrift* rechnungsadr* wohnhaft* wohnungsnr zustelladr*`},
		{kind: kTown, words: `aufenthaltsort* landkreis* ortschaft* ortsname* ortsteil* wohngemeinde* wohnsitz*`},
		{kind: kBirth, words: `datum_der_geburt g_datum geb_am geb_tag gebd gebtag tag_der_geburt`},
		{kind: kAge, words: `alter_des_kindes alter_in_jahren alter_kind kindesalter lebensalter*`},
		{kind: kID, words: `aufenthaltstitel_n* aufenthaltstiteln* ausweis_n* ausweisn* azr_n* azrn* fuhrerschein_n* fuhrerscheinn* kindergeldn* krankenvers_n* kv_nr kv_numm* pass_nr pers_ausw*
		perso_n* rentenvers_n* rv_nr rv_numm* sozialvers*`},
		{kind: kIBAN, words: `bankdaten bankleitzahl* blz girokonto* kontodaten* kontoverb* kto kto_nr kto_nummer ktonr lastschriftmandat* sepa_mandat*`},
		{kind: kClass, words: `jahrgangsstufe* kindergartengruppe* kita_gruppe* kitagruppe* klassen_gruppe klassenstufe* krippengruppe* lerngruppe*`},
		{kind: kPay, words: `besoldung* besoldungsgr* durchschnittsn* entgeltgr* fehlstunden* gehaltsgr* jahreseink* lohnpf* mahnstufe* mietruckst* mietschuld* nettoeink* noten notenschn*
		offene_ford* pfandung* schuldbetr* schuldenst* spende spenden spendensumme* vergutung* vermogen*`},
		{kind: kSpecial, attr: inspect.Health, words: `adhs anamnes* arbeitsunf* arztbesuch* au_tage beeintracht* bem_verfahren blutdruck* blutzucker* bmi brillentr* dauermed* demenz* essen_unvertr* essensunv* essenswunsch*
		fehltage gesundheitl* hilfebedarf* horgerat* inkontinen* korperliche_einschr* krankheitsb* legasthen* masern* masernnach* masernsch* pflegeart* pflegebed* psychisch* reha
		rehamass* rollator* schulbegl* sehhilfe* sonderkost* tetanus* unterstutzungsbed* wiedereinglied*`},
		{kind: kSpecial, attr: inspect.Religion, words: `=rel kommunionk* konfirmiert* religionsunter* taufe`},
		{kind: kSpecial, attr: inspect.Union, words: `gewerkschaftl*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `anzeige_wegen bewahrungsh* delikt* efz erw_fuhr* haft haftdauer* ordnungswidr* strafdauer* strafmass* strafsache* tatvorw* verfahren_wegen`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `alg2 alg_i alg_ii arbeitslosen* aufstocker* bedurft* betreuung_ges* bildung_und_teilhabe* but_berecht* eingliederungsh* ermassigungsgr* erwerbsmind* essensgelderm*
		familiensit* familienverh* gefahrdungsmeld* heimerzieh* heimunterbr* hilfeplan* hzl lernmittelbefr* obdachlos* pflegefam* rechtl_betreu* rechtliche_betreuung* rentenart*
		schuldnerber* sorgerecht* sozialpass* tafelk* umgangsrecht* unterhaltsvor* wohnungslos* zuzahlungsbefr*`},
	},
	roles: []roleRule{
		{roleChild, `kindsname taufkind`},
		{roleContact, `ansprechpers* kontaktpers*`},
		{roleEmergency, `bezugspers* im_notfall* zu_benachricht* zu_verstandigen*`},
		{rolePartner, `ehegatt* lebensgef* lebenspartn*`},
		{roleParent, `elternteil* erz_ber* erzb erzber* ges_vertreter gesetzl_vertreter gesetzlicher_betreuer gesetzlicher_vertreter pers_sorgeber* personensorge* pflegeelt* psb sorgeber*
		vormund*`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `au besonderheiten depression einschrankung einschrankungen hinweise lrs med pflege symptome verordnung`},
		{attr: inspect.Politics, words: `partei`},
		{attr: inspect.Criminal, words: `gefangnis strafe urteil`},
		{attr: inspect.SocialCare, words: `bezug bezugsbetreuer but hilfe leistung leistungen massnahme sozialarbeiter unterhalt`},
	},
}
