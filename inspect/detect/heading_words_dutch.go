package detect

import "github.com/postlock/postlock/inspect"

// headingsDutch are Dutch words of headings; see headingWords.
var headingsDutch = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `achtern geslachtsn* meisjesn*`},
		{kind: kFull, words: `achternaam_voornaam naam_en_voornaam naam_voornaam voornaam_achternaam voornaam_en_achternaam`},
		{kind: kPay, words: `achterstandsbedr* donatiebedr* giftbedr* loonbedr* salarisbedr* salarisschaal* schuldbedr* schuldhoogte*`},
		{kind: kThing, words: `aantal_kinderen artikelnaam* bedrijfsnaam* bestandsn* clubnaam* cursusnaam* evenementnaam* geboortegem* gebruikersn* groepsnaam* klantnr klantnumm* kolomnaam leerlingnr
		leerlingnumm* lid_sinds lid_vanaf lidm_nr lidmaatschapsn* lidnr lidnumm* medewerkernr medewerkernumm* moedertaal* patientnummer* personeelsnr personeelsnumm* productnaam*
		projectnaam* studentnr studentnumm* tabelnaam teamnaam* verenigingsnaam*`},
		{kind: kSpecial, attr: inspect.Health, words: `bijzondere_behoef* covid_status diagnosedat* doodsoorz* gezondheidsst* hersteld_per hersteldat* hiv_status inentingsst* operatiedat* opnamedat* opnamereden*
		opnameredenen* overlijdensoorz* uitgerekende* vaccinatiest* verzuimoorz* wia_* wia_status ziekmeld* ziekteb* zorgprofiel* zorgstatus*`},
		{kind: kSpecial, attr: inspect.Religion, words: `belijdend* belijdenis* datum_belijd* datum_doop doopdat* doopgeg* dooplid* doopplaats* kerkelijk* kerkelijke_gem* kerkelijke_st* vormseldat*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `herkomst_land land_van_herk* statushoud* verblijfstit* vluchtelingenst*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `genderident* geslachtsident*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `datum_vrijl* detentied* strafmaat* vrijlatingsd*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `gezinsvoogd* inkomensbr* inkomensonder* mentorschap* uitkeringsgerecht*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `doopnaam* doopnamen* voorn voorna voorna_a_m_en`},
		{kind: kFull, words: `aangemeld+ alleenstaande+ asielzoeker+ begunstigde+ belanghebb+ betrokkene+ broer_zus broers_zussen bruid bruidegom bruidspaar+ catechisant+ communicant+ contribuant+
		cursist+ dementerende+ erfgenaam+ erfgenamen gedetineerde+ gedoopte gedoopten gemeenteleden+ gemeentelid+ genodigde+ getuige+ gever gevers gezinsleden+ gezinslid+
		hulpvrag+ ingeschrevene+ inwoner+ jeugdleden jeugdlid jubilaris+ kleuter kleuters minderjarige+ oud_leerling* overleden_lid overledene+ peetouder+ peuter peuters
		pleegkind+ pupillen reiziger+ schenker+ schuldeiser+ schuldenaar+ slachtoffer+ stagiair+ statushouder+ uitkeringsger+ verdachte+ veroordeelde+ verzekerde+ vluchteling+
		vormeling+ wijkbewoner+ zieke zieken zorgontv+ zorgvrag+ zwemmer+`},
		{kind: kEmail, words: `e_mailadr* elektronisch_adr* mailadr*`},
		{kind: kPhone, words: `bereiken_op contactnr contactnumm* noodnr* noodtel* prive_n* privenr privenumm* te_bereiken* tel_nr* telnr* thuisnr thuisnumm* vast_nr vast_nummer* vaste_lijn* werknr
		werknumm* whatsappn*`},
		{kind: kStreet, words: `adresgeg* afleveradr* bezorgadr* bus_nr busnummer* factuuradr* naw naw_gegevens nawgegevens straatnr* verblijfadr* verblijfplaats* woonachtig*`},
		{kind: kTown, words: `buurt buurten woonpl wpl`},
		{kind: kBirth, words: `g_datum geb_dd`},
		{kind: kAge, words: `leeftijd_kind leeftijdskind lft`},
		{kind: kID, words: `a_nummer idnummer legitimatien* nr_legitim* onderwijsn* patientnr_bsn rijbewijsn* v_nr v_nummer vreemdelingenn* vreemdelingn*`},
		{kind: kIBAN, words: `bankgeg* banknummer* giro gironummer* girorek* incassorek* spaarrek* tegenrek*`},
		{kind: kClass, words: `brugklas* groep_klas klas_groep schoolklas* stamklas*`},
		{kind: kPay, words: `gift giften huurachterst* huurschuld* loonbelast* loonstr* nettoloon* nettosal* openstaande_sch* schaal_en_trede schaal_trede schuldhoog* toegezegd* vermogen*`},
		{kind: kSpecial, attr: inspect.Health, words: `=indicatie adhd begeleidingsbeh* behandelplan* bevall* bloeddruk* bmi ciz ciz_* dieetw* dyslex* ernstig_ziek* gewicht_en_lengte hulpvraag* incontinen* letsel* loonwaarde*
		medicijn* niet_reanim* ondersteuningsbeh* onderwijsbeh* ongeval* overgevoel* prikstatus* psychisch* reanim* revalidat* rollator* valgevaar* verpleeg* verwijsred*
		voorgeschied* wlz wlz_* zorgplan* zorgvr* zwangersch*`},
		{kind: kSpecial, attr: inspect.Religion, words: `doop geloofsovert* levensovert* vormsel*`},
		{kind: kSpecial, attr: inspect.Union, words: `bond_en_sector vakbondsl*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `huidskleur*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `aanhouding* detentie* gedetin* gevangenis* misdr* overtreding* proces_verbaal* strafzaak* taakstr* vonnis*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `armoedef* bbz bewind bewindv* curatele* dak_en_thuisl* dakloos* gezinscoach* gezinssituatie* ioaw jeugdw* kwijtscheld* leefgeld* leergeld* noodfonds* onder_curat*
		ondertoez* pleegzorg* schuldsan* sociale_sit* stadspas* thuissituatie* uithuispl* voogdij* wsnp`},
	},
	roles: []roleRule{
		{roleEmergency, `in_geval_van_nood* mantelzorg* te_waarschuwen* waarschuwen_bij*`},
		{rolePartner, `huisgenoot* levenspartn*`},
		{roleParent, `gezaghebb* ouder_s verzorger_s wettelijk_vert* wettelijke_vert*`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `beperking gewicht hulp indicatie klachten symptomen zzp`},
		{attr: inspect.Religion, words: `gemeente_kerk kerk`},
		{attr: inspect.Ethnicity, words: `herkomst`},
		{attr: inspect.Criminal, words: `gevangenis maatregelen reclassering`},
		{attr: inspect.SocialCare, words: `bewindvoerder maatregel regeling voorziening voorzieningen ww`},
	},
}
