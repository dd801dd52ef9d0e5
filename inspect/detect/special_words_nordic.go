package detect

import "github.com/postlock/postlock/inspect"

// nordicWords are further specialWords: what Danish, Swedish and Norwegian offices,
// schools, courts and surgeries call it.
var nordicWords = []specialList{
	// heart, cancer, nerves
	{inspect.Health, `hjertekarsyg* *atrieflim* forkammerflim* formaksflim* areforkalk* arforkalk* hjartstopp hjertestop hjertestans ballongspr* aderbrack areknut* aneurisme jernmangel jarnbrist
		blodbrist blodersyg* blodersyk* blodarsjuk* knude_i_brystet knol_i_brost* kul_i_brystet kemokur stralekur* stralbehandl* cytostatik* terminalerkl* pa_hospice til_hospice
		till_hospice cellprovsfor* cellforandr* celleforandr* livets_slutskede har_als ms-diagnos* multipel_skl* multippel_skl* spastiker* cp-skad* cp-skadd* forlamad forlamade forlamning halvsidesfor*
		halvsidig_lam* lammelse lammelser lammet_i_ben* lammet_fra lammet_i_arm* slagrammet rammet_av_slag hjernetumor* hjarntumor* feberkramp* far_kramper fick_kramper fikk_kramper hadde_kramper
		propp_i_hjarnan`},
	// bones
	{inspect.Health, `kraniebrud* skallfrakt* braekkede_arm* braekkede_ben* braekkede_hand* braekket_krav* braekket_rib* braekket_ankel* ribbensbr* ribbeinsbr* knoglebrud* handledsbr* handleddsbr*
		ankelbrudd* brukket_handl* brukket_bein* brukket_ankel* brukket_krage* brukket_rib* brakk_arm* brakk_bein* brakk_hand* brakk_ankel* brot_armen brot_benet brot_handl* brot_ankel* brot_foten brutit_arm*
		brutit_ben* brutit_nyck* brutit_hand* brutit_fot* bruten_hand* bruten_ankel* brutet_nyck* brutet_rev* revbensbr* stukat_fot* stukat_hand* vrickat_fot* vrickade_fot* forstuet* overtrakk ledbandssk*
		achillessen* akillessen* halsenan halsenerupt* podagra iskias ischias isjias nakkesmert* nackspar* nackont* skulderop* kneoperasj* knaop* axelop* hoftop* frossen_skulder frusen_axel frozen_shoulder tennisalbu*
		tennisarmb* karpaltunnel* musearm hold_i_ryggen laendesmert* landryggs* korsryggs* hekseskudd rygskaev* klumpfod klumpfot hofteskred benprotes* beinprotes* korestolsbr* elkorestol* gangstativ* forerhund ledarhund
		rygmarvssk* ryggmargssk* ryggmargsbr* knaprotes* ledgangsreum* revmatik* revmatisme urinsyregikt skiveprol* nakkesleng* benskjor* slitasjegikt reumatik* amputasjon`},
	// lungs, ears, eyes, digestion, skin
	{inspect.Health, `iltapparat* iltflask* syrgas_hemma oksygen_hjemme cpap* har_kol kol-patient* kols-pasient* luftrorskat* bronkit* kikhost* kighost* soveapne* sovnapne* halsmandlar* fjernet_mandler fjernet_mandlene polypper
		polyper draen_i_oret draen_i_orer* dren_i_ore* ror_i_oron* yrsel svimmade oresus gra_staer gron_staer gra_staer* gronn_staer gron_starr gra_starr nethindelos* netthinnelos* nathinneavl* gula_flacken synnedsatt* horselneds*
		horselstap dovblind* horselshem* synshem* synshandic* irritabel_tykt* irritabel_tarm refluks refluxsjuk* ulceros_kol* ulceros_* magesar magesjau forstoppelse forstoppning haemorid* hemorrojd* hemoroid*
		maveonde ondt_i_maven ont_i_magen vondt_i_magen kanslig_mage roskildesyge opkastning* oppkast krakningar kraksjuka vinterkraks* galdeblaer* gallblas* galleblaer* lyskebrok* ljumskbr* brackop* brokkop* skrumplev*
		levercirr* fedtlever fettlever gulsot gulsott nyresten nyrestein njursten nyresyg* nyresyk* njurtransp* njursjuk* nyretransp* blaskatarr blaerekatarr hypotyreo* hypertyreo* struma diaetkost sondemad sondemat sondernaer* sondeernaer* sondmat*
		spesialkost_pa mave-sonde knapp_pa_magen atopisk* fnat skabb bornesar ringorm svinkopp* brennkopp* maesling* massling* meslinger rode_hunde rode_hunder roda_hund faresyge passjuk* kusma hovedlus huvudlos* hodelus
		scharlakansf* hostblas* lussingesyg* kortelfeb* kyssesyk* kyssesyg* hand-fod-mund hand-fot-munn konsvort* kjonnsvort* konsherp* kondylom* hivpositiv* postcovid* post-covid* forkolet forkolelse* forkjolet forkjolelse* hoysnue
		elveblest nasselutsl* har_hovedpine kronisk_hovedp* har_hodepine kronisk_hodep* har_huvudvark kronisk_huvudv* ont_i_huvudet ondt_i_hovedet vondt_i_hodet utmattelses* rosen_i_benet rosfeber koldbrand brandsar brannskad* brannskade* liggsar liggesar
		husstovmid* middallerg* har_ibs diagnosen_ibs`},
	// women, children
	{inspect.Health, `muskelknud* underlivsfram* myomer nedsynkning fremfall_av* fjernet_livm* venter_barn venter_tvill* vantar_barn vantar_tvill* hojgravid* hoygravid* hoggravid* kejsersnit* kejsarsnit* keisersnit*
		spontan_abort provokeret_abort selvbestemt_abort gjort_abort gjorde_abort fick_abort tog_abort tatt_abort dodfodt* dodfott* svangerskabsf* svangerskapsf* havandeskapsf* graviditetskomp* fodselsdepr* forlossningsd* forlossningssk*
		fodselsskad* efterfodselsr* beraknad_forl* ivf-behandl* provrorsbehandl* provrorsbarn* proverorsbehandl* barnlos barnlose barnlosa konstgjord_bef* kunstig_befr* steriliserad sterilisert steriliseret mammaperm* for_tidligt_fodt for_tidlig_fodt for_tidigt_fodd for_tidigt_fott
		praematur* premature_barn kuvose kuvos i_kuvos* kolikbarn krybbedod* vuggedod* spadbarnsd* ganespalt* gomspalt* kaksspalt* kakspalt* hareskar hjertebarn hjartebarn dvaergvaekst kortvaxt kortvokst`},
	// mind, school, addiction
	{inspect.Health, `socialfobi* social_fobi sosial_angst panikang* panikkang* panikkanf* panikatt* stressramt stressad_av ar_stressad arbetsrelaterad_str* *sygemeldt* *sjukskriv* *sykmeldt* *sykemeldt* sykmelding* sykemelding*
		egenmelding_fra levert_egenmeld* raskmeldt friskmeldt friskskriv* maniodepr* manodepr* personlighedsfor* personlighetsfor* personlighetsst* overspisning overspising hetsatning hetsater psykiatrisk_afd* psykiatrisk_avd* akuttpsyk*
		psykakut* psykiatrisk_vard lukket_afd* lukket_avd* tvangsindl* tvangsinnl* tvangsvard* tvungent_psyk* enligt_lpt psykofarm* lykkepil* lykkepil* nervepil* sovemedis* sovepil* somntabl* somnmedic* beroligende_med* lugnande_med* kutter_seg
		skjaerer_seg skar_sig skar_sig_sjalv skaerer_sig cutter_sig har_add add-diagnos* adhd-* downs_syndrom npf npf-* neuropsyk* nevropsyk* sprakstor* sprakvansk* sproglig_udv*
		laerevansk* konsentrasjonsvansk* koncentrationsbesv* mentalt_retard* hemmasitt* skolevaegr* skolevegr* sarskol* anpassad_grundsk* anpassad_gymn* resursskol* resursklass* har_elevass* gar_i_specialkl* gar_pa_specialsk* specialklass*
		ppr-vurder* enkeltvedtak_om_spes* spesialunderv* stottepaedagog_til funktionsneds* funksjonsneds* funksjonshem* funktionshin* funktionsvar* nedsat_hor* nedsat_syn nedsatt_hor* nedsatt_syn bevegelseshem*
		rorelsehind* rorelseneds* intellektuell_fun* intellektuellt_fun* alkoholmissb* drogmissb* blandmissb* missbruksvard* missbruksprob* missbruksbeh* missbrukare tablettmissb* rusproblem* avgiftning_pa pa_avgiftn* avrusning* subutex
		lar-behandl* lar-pasient* lar-medis* substitutionsbeh* spilleavh* spelmissb* nikotinber* overviktig* kraftigt_overv* sykelig_overv* fedmeop* fetmaop* gastric_bypass undervaegtig* undervektig* underviktig* undernaer* undernard fejlernaer*
		hukommelsest* hukommelsesb* minnessvar* demenssj* demenssy* fallolyck* faldulyk* fallulyk* falt_hjemme foll_hemma er_faldet_og er_faldet_hjemme nedslidt uarbejdsd* arbeidsufor* arbetsofor* nedsat_arbejdse*
		nedsatt_arbeidse* nedsatt_arbetsf* fik_en_arbejdssk* har_en_arbejdssk* anmeldt_arbejdssk* godkendt_arbejdssk* godkjent_yrkess* godkand_arbetssk* fick_en_arbetssk* yrkessykdom varigt_men menprocent* mulighedserk* sjukintyg* kronikerord* paragraf_56-af* §56-af*
		kronisk_sjukd* udskrevet_fra_hosp* udskrevet_fra_syg* utskrevet_fra_syk* utskriven_fran_sj* ligger_pa_sjuk* ligger_pa_syk* ligger_pa_syg* ligger_pa_hosp* pa_intensivafd* pa_intensivavd* pa_intensiven ligger_pa_intens* i_respirator lagt_i_koma ligger_i_koma i_koma_efter
		pa_skadestuen pa_legevakta pa_legevakten akte_in_akut in_akut_med hentet_af_ambul* hentet_av_ambul* hamtades_med_amb* hamtad_av_ambul* venter_pa_operat* vantar_pa_operat* venter_pa_operas* opererades_for har_opererats opererats_for skal_opereres ska_opereras_for
		scanningssvar* blodprovesv* blodprover_vis* provsvaren_vis* genoptraeningspl* organtransp* knoglemarvst* benmargst* beinmargst* blodtransf* blodoverfor* respiratorbr* nervesammenbr* nervsammanbr* rygestop_pga
		skrivsvarigh* lassvarigh* lese_og_skriv* las_och_skriv* lesevansk* skrivevansk* lassvar*`},
	{inspect.Health, `stammar i_venstre_side_etter i_vanster_sida stammande behover_hjalp_av_tva trenger_hjelp_av_to`},
	{inspect.Ethnicity, `er_romani er_romanikv* er_romanif* er_tater`},
	{inspect.SocialCare, `fatt_en_god_man far_en_god_man`},
	{inspect.SocialCare, `seniorpension* tidlig_pension jobafklaring* ledighedsyd* er_arbejdslos blevet_arbejdsl* ar_arbetslos blev_arbetslos blivit_arbetslos er_arbeidsledig ble_arbeidsledig blitt_arbeidsledig arbeidsledighetst* arbejdsloshedsd*
		arbetsloshetsers* boligydelse* helbredstill* okonomisk_fripl* socialpaedagogisk_fri* bornetilsk* bornebidrag* barnebidrag* bidragsforsk* enlig_forsorger aleneforsorg* ensamstaende_mam* ensamstaende_for* tabt_arbejdsf* far_hjemmehj* modtager_hjemmehj* modtager_hjemmepl* far_hjemmepl*
		har_hemtjanst beviljad_hemtj* far_hjemmesykepl* mottar_hjemmesykepl* bor_pa_plejeh* flyttet_pa_plejeh* plejehjemspl* sykehjemspl* bor_pa_sykehj* omsorgsbolig_til bor_pa_botilbud pa_botilbud bpa-ord* bpa-vedt* brukerstyrt_personl* ledsageord* i_aflastning aflastningsoph* avlastningsbol*
		avlastningshj* korttidsboende bekymringshenv* tvangsanbr* doegninst* dogninstit* har_kontaktpers_fra vanrogt* vanskjots* vanvard_av bor_pa_gaden bor_pa_gata udsaettelse_af_bolig udsat_af_sin_lej* fogedretten gaeldssan* registreret_i_rki star_i_rki lonindehold*
		utleggstrekk* loneutmat* har_betalningsanm* har_betalingsanm* personlig_konkurs samvaerssag* foraeldremyndighedss* overvaget_samv* samvaer_under_tils* umgangesstod* vardnadstvist* under_vaergem* under_vergem* oppnevnt_verge har_verge har_god_man god_man_for forordnad_god_man
		adopteret_fra adopterad_fran adoptert_fra adoptivbarn bortadopt* julehjaelp* soger_julehj* uforepens* er_ufor blitt_ufor mottar_aap far_aap gar_pa_aap hjelpestonad* omsorgsstonad* pleiepenger kvalifiseringsst* stottekontakt_til har_stottekont* fosterhjem* fosterhem* fosterbarn*
		beredskapshjem* institusjonspl* hvb-hem* sis-hem* hvb-plac* lvm lvm-* placerad_i_fam* vald_i_nara vold_i_naere valdsutsatt* voldsutsatt* skyddat_boende skyddade_personu* sekretessmark* hemmelig_adresse sperret_adresse fortrolig_adresse bostadslos* uteligg* pa_hospits
		begjaert_utkastet husleierest* vrakt_fran ar_vrakt vrakningsh* avhyst avhysning* gjeldsprobl* gjeldsradgiv* skuldsatt overskulds* barnavardsutr* bbic-utr* socialtjanstutr* nodbistand* hedersfortr* hedersrelat* konsstymp* kjonnsleml* tvangsektesk* tvangsaegtesk* tvangsgift*
		bostadstillagg underhallsstod vardbidrag* omvardnadsbid* merkostnadsers* assistansers* har_personlig_ass* enligt_lss lss-insats* lss-boend* boendestod* kontaktfamilj* stodfamilj* sofasover* sygedagp* matutdeling_til`},
	{inspect.Criminal, `borneattest_med afsoner afsoning afsones er_sigtet blev_sigtet tiltalt_for anklaget_for anholdt mistaenkt_for mistenkt_for misstankt_for anmeldt_for_vold anmeldt_for_tyv* anmeldt_for_vald* politianmeldt_for polisanmald* politianmeldt_efter straffesag_mod
		straffesak_mot straffelovsov* kriminel_fort* kriminell_fort* kriminellt_for* kriminalforsorg* kriminalomsorg* vold_mod_tjen* vold_mot_pol* vald_mot_tjan* blufaerdigh* paedofil* pedofil* barnporno* borneporno* barneporno* overgrepsmat* incest drabsfors* drapsfors* drapsdom* drapsikt*
		mordfors* manddrab underslaeb mandatsvig dokumentfal* urkundsforf* forskingr* trusler_pa_liv* domt_for_trus* politilhold* polititilhold* opholdsforb* besiddelse_af_hash besittelse_av_nark* besiddelse_af_nark* narkotikakrim* narkotikalov* narkotikadom* narkotikainneh* narkotikalangn*
		narkotikasal* hashsalg* hasjsalg* spritkor* spritbil* fyllekjor* fyllekor* ruskjor* narkopavirk* korsel_uden_kor* kjoring_uten_for* frakendt_kor* frakendelse_af_kor* korselsforb* vanvidskor* inndratt_forer* beslaglagt_forer* mistet_forerk* indraget_kork* korkortet_aterk* aterkallat_kork*
		aterkallelse_av_kork* smitning_fran vardsloshet_i_tr* vapenbrott* knivlag* vabenbesidd* knivbesidd* knivstikk* rockertilk* bandemedlem* bandekrim* gangmedlem* gangkrim* gjengmedlem* gjengkrim* ungdomssankt* ungdomskrim* ungdomstjan* sluten_ungdom* ungdomsstraff* ungdomsoppf* ssp-sag*
		behandlingsdom* forvaringsdom* domt_til_forv* idomt_forv* rattspsyk* rettspsyk* retspsyk* udvist_af_danm* udvisningsd* utvist_fra_norge utvisad_fran_sv* utvisningsdom* domdes_for avtjanar anhallen frivarden atalad_for atalas_for brottsmiss* ar_kriminell er_kriminell domd_till boter_for
		villkorligt_fri* kvinnofrid* valdtagen sexuella_overg* seksuelle_overg* seksuelt_overg* sexuellt_ofr* sexuellt_utn* sexuellt_over* olaga_forf* butiksstold* ringa_stold mordbrand mordbrann brannstift* bidragsbrott* bidragsfusk* skattebrott* rattfyllerist* drogratt* valdsamt_motst* hets_mot_folk*
		penningbot* tidigare_straff* vandelsatt* soner_straff pagrepet pagrepen botelagt legemsbesk* kroppssk* seksuallov* ransdom* nasking skadeverk trygdesv* trygdebed* hensynslos_adf* voldsalarm* straffedomt*`},
	{inspect.Religion, `metodist* adventist* medlem_af_frels* medlem_i_frals* medlem_i_frels* medlem_av_frels* indre_mission* missionsk asatro* frimenigh* omskaret omskuren faster_under_ram* fastar_under_ram* faster_i_ram* fastar_i_ram* spiser_halal spiser_kosher ater_halal ater_kosher halalkost*
		kosherkost* er_troende ar_troende dypt_troende dybt_troende djupt_troende koptisk* koptern* koptere ar_jude er_jode judisk judiska judiskt judinna* medlem_i_svenska_kyr* svenska_kyrkans_medl* utgatt_ur_svenska* medlem_av_den_norske_k* meldt_ut_av_den_norske* medlem_av_statsk* medlem_i_statsk* pinsemenigh* pingstkyrk* pingstforsam*
		frikyrklig* livets_ord medlem_i_equm* laestadian* smiths_venner humanetik* sjiamusl* shiamus* sunnimus* baerer_torkl* bar_hijab bruker_hijab baerer_hijab`},
	{inspect.Union, `medlem_af_dlf medlem_af_dsr medlem_af_ida medlem_af_prosa medlem_af_nnf medlem_af_blik* medlem_af_yngre* medlem_af_tl medlem_i_fagf* medlem_af_fagf* medlem_af_a-kas* nnf dansk_magisterf* kommunikation_og_spr* fagligt_organ* faglig_organ* frie_funktionaer* det_faglige_hus teknisk_landsforb*
		dansk_socialradgiverf* ergoterapeutforen* fysioterapeutforb* jernbaneforb* er_uorganis* hk-medl* foa-medl* 3f-medl* bupl-medl* djof-medl* medlem_i_unionen medlem_i_vision medlem_i_handels medlem_i_seko medlem_i_st medlem_i_akavia medlem_i_saco medlem_i_byggn* medlem_i_livs medlem_i_transp* medlem_i_ssr medlem_i_ledarna
		medlem_i_pappers medlem_i_malar* medlem_i_hrf medlem_i_if_m* medlem_i_fack* akavia livsmedelsarbetarf* livsmedelsarbetaref* transportarbetar* lakarforbund* naturvetarna elektrikerforb* journalistforb* polisforbund* fastighetsanstallda* akademikerforb* fackligt_ans* fackligt_org* fackmedlem* fackforening* fackavgift* facklig_fort* facklig_tillh*
		saco-medl* unionen-medl* seko-medl* sykepleierforb* medlem_i_nsf medlem_av_nsf medlem_i_ntl medlem_av_ntl medlem_i_delta medlem_i_parat medlem_i_fo medlem_av_fo medlem_i_nnn medlem_i_safe medlem_i_unio fellesorganisasj* skolenes_landsf* lektorlag* industri_energi naturviterne juristforb*
		samfunnsviterne forskerforb* arbeidsmandsf* legeforening* transportarbeiderf* politiets_fell* lo-medlem* bibliotekarforb* el_og_it_forb* nito-medl* tekna-medl* fagforbund*`},
	{inspect.SexualLife, `konsskift* konsbyt* konskorr* konsdysf* konsbekraft* konsidentitets* kjonnsskift* kjonnsbekr* kjonnsinkong* aseksuel* asexuell* panseksuel* pansexuel* intersexuel* interkonnet interkjonn* sexarbej* sexarbet* sexarbeid* prostitue* utroskab* utroskap otrohet* otrogen er_utro var_utro utro_mot utro_med
		impotens impotent impotenta rejsningsprob* ereksjonsp* erektil* erektionsp* er_skeiv ar_flata transkille* transtjej* transgutt* transjente ickebinar* icke-binar* hbtq-pers* kommet_ut_av_skapet ut_av_skapet ut_ur_garderoben sexmissb* sexkop i_hormonbeh* far_hormonbeh* seksuelle_probl*`},
	{inspect.Ethnicity, `indvandrerbag* invandrarbak* innvandrerbak* utlandsk_bakg* minoritetsbak* minoritetsspr* er_indvandrer er_innvandrer ar_invandrare familiesammenf* familiegjenf* talt_ophold statslos statslose statslosa sigojner* zigenare* sigoyner* tyrkisk_bag* tyrkisk_bak* pakistansk_ba* pakistansk_op* afrikansk_ba*
		afrikansk_op* arabisk_bag* arabisk_bak* mork_i_huden morkhud* morkhyad* asylsokande* asylsoker* ar_flykting er_flyktning er_flygtning kom_som_fly* ukrainsk_flyk* ukrainsk_flyg* ar_papperslos papirlos_inn* papirlos_mig* avslag_pa_asyl* anhoriginv* ensamkommande_barn ensamkommande_flyk* ensamkommande_ung* enslig_mindrear* er_same ar_same samisk_her* rom-folk* taterslekt* kvensk*
		assyrier* irakier irakiere palestinier* sverigefinn* resandesl* av_romsk`},
}
