package detect

import "github.com/postlock/postlock/inspect"

// headingsNordic are Danish, Swedish and Norwegian words of headings; see headingWords.
var headingsNordic = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `familienamn* familienavn* flicknamn* fodelsenamn* fodenavn* fodselsnavn* pikenavn* slaktnamn* slektsnavn* tidigare_namn tidligere_navn ugift_navn`},
		{kind: kFull, words: `efternamn_fornamn efternamn_och_fornamn efternavn_fornavn efternavn_og_fornavn etternavn_fornavn etternavn_og_fornavn`},
		{kind: kThing, words: `ansaettelsesdato* ansatnummer* ansattnr ansattnumm* ansettelsesdato* anstalldnummer anstallningsdat* anstallningsnr anstallningsnumm* antal_barn antal_born antall_barn
		anvandarnamn* arrangementsnavn* arskull avdelingsnamn* barnetillaeg* brukernavn* elevnr elevnummer* eventnavn filnamn filnavn fodelsear fodelsekommun* fodelseland*
		fodelseort* fodestedskommune* fodselskommune* fodselssted* foreningsnavn* foretagsnamn* foretaksnavn* gruppenavn* gruppnamn* holdnavn* kolonnenavn kursnavn* kursusnavn*
		lagnamn lagnavn* medarbeidernr medarbeidernumm* medarbejdernr medarbejdernumm* medarbetarnr medlem_fra medlem_fran medlem_sedan medlem_siden medlemsavgift*
		medlemskategori* medlemskontingent* medlemsnr* medlemsnumm* medlemsskapsnr* modersmal* morsmal* ortnamn produktnamn produktnavn projektnamn* projektnavn* prosjektnavn*
		stednavn* stedsnavn* tabelnavn varenavn varunamn`},
		{kind: kSpecial, attr: inspect.Health, words: `*anpassningsbehov *specialunderv* *sygesikringsgruppe covid_status dodsarsag* dodsorsak* halsostatus* helsestatus* hiv_status indlaeggelsesdato* innleggelsesdato*
		inskrivningsdatum* kirurgi_dato laegelige_oplysn* legeopplysning* operasjonsdato* operationsdato* saerlige_fysiske* saerskilte_behov specielle_behov spesialunderv*
		spesielle_behov termin_dato termindato*`},
		{kind: kSpecial, attr: inspect.Religion, words: `dabsdato dabskirke* dapsdat* dapsdato dapskirke* dopdat* dopkyrka* kirkemedlem* konfirmasjonsdato konfirmationsdat* medlem_av_den_norske_kirke medlem_av_folkekirk*
		medlem_i_kirken medlem_i_svenska_kyrkan medlem_svenska_kyrkan`},
		{kind: kSpecial, attr: inspect.Union, words: `*fagforeningsmedlem* *forbundsmedlem* a_kassemedlem* facklig_medlem* lo_medlem medlem_af_fagforening* medlem_av_fagforening* medlem_i_facket`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `flygtningestatus* flyktingstatus* flyktningstatus* oprindelsesland_foraeldre uppehallsstatus*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `domsdato domsdatum frigivningsdat* losladelsesdat* loslatelsesdat* prove_losladt*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `avlastningsfamilie* avlastningshjem* besokshjem* kontaktfamilie* kontaktfamilj* stodfamilj*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `dobenavn* dopnamn* forn kaldenavn* kallenavn* mellannamn* mellomnavn* smeknamn* tilltalsnamn*`},
		{kind: kFamily, words: `eftern`},
		{kind: kFull, words: `abonnent abonnenter afdode afdodes_navn alumne alumner andelseier+ andelshaver+ andelshavere anklagede anmald anmalda arbetssok+ arving arvingar arvinge arvinger
		asylansoger+ asylsoger+ asylsokande+ asylsoker+ avdode avdodes_navn avliden avlidna avlidne barnets_navn bidragsgivare+ bidragspliktig+ bidragsyter+ bidragyder+
		boligsoger+ bostadsrattshav+ bostadssok+ brudgom brudgum dabsbarn dapsbarn den_avlidnes_namn dobte_barn domfaeldte dommfelte dopbarn dreng drenge elevens_navn
		enkelte_borger fadder faddere faddrar fanger flygtning flygtninge flykting flyktingar flyktning+ fornaermede forurettede fosterbarn fosterborn gaeldenar+ givare giver
		givere gjest gjester gudfar gudmor gymnast gymnasten gymnastene gymnaster gymnasterne hjalpsokande hjelpsoker+ hushallsmedlem+ hushallsmedlemm+ husstandsmedlem+ huvudman
		huvudman_* indmeldt_barn indsatte innbygger+ innsatte intagna invanare+ jobbsoker+ jobsoger+ klienter konfirmant+ kontingentbetaler+ kontoeier+ kontohaver+ kursdelt+
		kursist+ lejerens lober lobere lopere malsagande medarbeider+ medarbetar+ misstankt+ mistaenkt+ modtager_af_hjaelp naervaerende_elev omsorgstagar+ ordblinde pameldt
		pameldte pasient+ pensionar+ pensionist pensionister pensjonist+ person_i_husstanden pige piger plejebarn+ plejeborn scouter sigtede siktede simmare+ skyldner+ sokande
		soker sokere sosken soskende speider+ spejder+ spelare+ studerende+ svommer+ syskon tilmeldt tilmeldte tiltalte tjenestemottak+ vaernepligtig+ ventelisteborn
		vernepliktig+ vidne vidner vitne vitner vittne vittnen volontar+`},
		{kind: kEmail, words: `*e_post arbejdsmail* elektronisk_post foraeldremail* jobbmail* kontaktmail* privat_epost vardnadshavares_e_post vardnadshavares_epost`},
		{kind: kPhone, words: `*tfn *tlf *tlfnr fastnet* fasttelefon* hemtelefon* hjemmetelefon* jobbtelefon* kan_kontaktes* kan_nas_pa kontaktes_pa kontaktnr* kontaktnumm* nas_pa nodnummer*
		nodtelefon* nodtlf* smsn* traeffes* traffas_pa treffes_pa whatsappn*`},
		{kind: kStreet, words: `*adr adr bolignumm* bopaelsadr bopaelskommune bopal* bopel bosatt faktura_adresse gata_och_nummer gate gate_og_nr gate_vei gatenavn* gatunamn* hjemmeadr lagenhetsn*
		leilighetsn* privatadr vei vei_nr veinavn veinavn* vej_nr`},
		{kind: kTown, words: `=lan bopaelssogn* bostadsort bostadsort* bosted bostedskommun* forsamling fylke* hemkommun* hemort* hjemby hjemkommune* hjemsted kommun stadsdel* tettsted*`},
		{kind: kBirth, words: `bursdag* f_dag f_datum fdag fod_dat fod_dato fodd_den foddat* fodelsetid* fodsdag fodsdato* fodt_den personnummer_fodselsdato`},
		{kind: kAge, words: `*alder_ar alder_pr* barnets_alder elevens_alder`},
		{kind: kID, words: `d_nr d_nummer dnr dossiernummer_mig* duf_nr duf_nummer dufnr f_nr fodsels_og_personnumm* fodselsnr* fodselsnumm* forerkortn* id_kortn* korekortnr korekortnumm* korkortsn*
		legitimasjonsn* legitimationsn* lma_nummer pnr sundhedskortn* sygesikringsnr sygesikringsnumm*`},
		{kind: kIBAN, words: `bankforbindelse* bankoplysning* bankopplysning* bankuppgifter* clearing_och_konto* clearing_og_konto* clearingn* lonekonto* lonnskonto* nemkonto* personkonto
		reg_nr_og_konto* reg_og_konto* udbetalingskonto*`},
		{kind: kClass, words: `arskurser barnegruppe* basisgruppe* elevgruppe* klassetrinn* skoleklasse* skolklass* stamklasse*`},
		{kind: kPay, words: `arslonn betyg* bruttoinntekt* formogenhet* formue* franvaro* fravaer* gava gavebelop* gavobelop* gjeld* hushallets_ink* husleierest* huslejerest* husstandsindk*
		husstandsinntekt* hyresskuld* inkomst* inntekt* kontantbelob_gave loneniv* lonforhoj* lonnsniv* lonnstrinn* lontrin* manedslonn nettolon* nettolonn* omdome*
		pensionsbidrag* restance* restans* skuld skuldbelopp* skyldig_belob* skyldig_husleje standpunktk* termin_karakter timlon*`},
		{kind: kSpecial, attr: inspect.Health, words: `=cave allergier_og_sygdom* anamnes* atgardsprogram* beraknad_forlossning* bistandsbehov* blodsocker* blodsukker* blodtryk* bmi bpa depressioner dodsarsak* dyslek*
		fravaersgrund* halsodekl* halsoprobl* halsouppgift* helsedekl* henvisningsars* hjelpebehov* horened* horselned* individuell_plan indlaeggelsesars* inkontinens*
		innleggelsesars* inskrivningsors* korestol* laesevansk* lesevansk* lss lss_insats medicinliste* missbruk* omsorgsplan* ordblind* ordination orsak_till_franvaro*
		pleieplan* pleje_og_omsorg plejeplan* psykisk* remissorsak* rullestol* rullstol* rus_og_psykiatri rusmidler rusmisbruk* saerligt_behov sansemotor* sarskilda_behov
		sarskilt_stod sjukdomshistor* sokorsak* specialped* spesialped* stodbehov* sygehistorie* sykehistorie* synsned* syntedsatt* talevansk* tilrettelegging* udskrevet
		vardbehov vardplan* vikt_och_langd`},
		{kind: kSpecial, attr: inspect.Religion, words: `=dop =konfirmation dabsdag* dabssogn* dapsdag* dopdag* dopforsaml* kirkeligt* konfirmasjon kyrkotillhor* muslim trosuppfattn* utrade_ur* uttrade_ur* vielse_kirkelig`},
		{kind: kSpecial, attr: inspect.Union, words: `=facklig a_kasse akasse fackanslut* facket fagforeningskont* fagforeningstrekk* fagligt_tilhor* organiseret_i organisert_i`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `herkomst hudfarg* hudfarge* hudfarve* indvandrerbag* innvandrerbak* invandrarbak* nasjonal_opprinnelse`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `kjonnsidentit* konsidentitet* laggning legning`},
		{kind: kSpecial, attr: inspect.Criminal, words: `afsoning* anmeldt_for atal atalad_for brottsmisst* brottsrubric* dommer_og_straff domt_for faengselsstr* fangelse* fengsel* fengselsstr* forbrydelse* kriminalit* losladt
		loslatelse overtraedelse* sigtet_for siktelse* siktet_for soning straffedomt* straffens* straffereaks* strafferetl* strafflangd strafutmaal tiltalt_for`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `aktivitetsersattn* anbragt* anbring* arbeidsavkl* arbetsloshetsers* bekymringsmeld* beredskapshjem* bistandsbes* bostedslos* ekonomiskt_stod* enkeltydelse* familiebehand*
		familiepleje* familjehem* fleksjob formynderskab* forsorjning* fosterhjem* friplads* gjeldsradg* handlaggare_soc* hemlos* hjemlos* inkomstkalla julehjelp* julhjalp*
		kvalifiseringspr* lvm lvu offentlige_yd* okonomisk_frip* okonomisk_stott* okonomisk_stotte omsorgsoverta* orosanmal* redusert_foreldreb* samvaer samvaersret* sjukersattn*
		skuldsaner* sociale_forhold* sosionom* uforetrygd* vaergemal* vergemal*`},
	},
	roles: []roleRule{
		{roleEmergency, `anhoriga* naermeste_parorende narmast_anhorig nodfall* nodsfall* nodstilfaelde*`},
		{rolePartner, `aegtefaelles ektefelle* kaereste maka make_maka samboer* sambos`},
		{roleParent, `forael* foraeldremyndighed* foraldrar* foreldre foreldrenes foresatte* foresattes formyndar* god_man malsman* verge vergen vergen* vergens verger verges`},
		{roleMother, `mammas moderens`},
		{roleFather, `fader faderen faderens fars`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `behandler fald hjaelp horelse ppt ppv psykolog stod stotte symptom symptomer symtom syn termin tilrettel tr vaegt vekt vikt`},
		{attr: inspect.Religion, words: `forsamling kirke kyrka menighed menighet`},
		{attr: inspect.Criminal, words: `dom domar straff`},
		{attr: inspect.SocialCare, words: `aap dagpengeperiode foranstaltning foranstaltninger handleplan indsats indsatser insats nav placering socialradgiver socionom sosionom stipendium tiltak ydelse ydelser
		ytelse`},
	},
}
