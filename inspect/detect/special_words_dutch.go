package detect

import "github.com/postlock/postlock/inspect"

// dutchWords are further specialWords: what Dutch and Flemish offices, schools, courts
// and surgeries call it.
var dutchWords = []specialList{
	// heart, digestion, glands, childbed
	{inspect.Health, `longemfys* lymfoom lymfo* baarmoederhals* boezemfibr* tia_gehad cva_gehad spataders* spataderen heeft_een_hypo hypo_gehad ziekte_van_graves ziekte_van_addison
		ziekte_van_crohn ziekte_van_meniere ziekte_van_huntington ziekte_van_kahler ziekte_van_hodgkin ziekte_van_alzh* ziekte_van_park* ziekte_van_cushing syndroom_van_*
		prikkelbare* prikkelbaredarm* darmsyndroom refluxziekt* leververvet* aambeien vleesboom vleesbomen in_de_overgang overgangskl* doodgeboren* stilgeboren ivf-traj*
		vruchtbaarheidsb* keizersned* keizersne* prematuur geboren_met weken_zwanger maanden_zwanger bekkeninstab* bekkenklacht* zwangerschapsverg* zwangerschapsdiab*
		abortus_* abortuskl* verwacht_een_kindje verwacht_haar hoge_bloeddr* lage_bloeddr* hartklachten hartpati* hartklepp* gedotterd dotterbeh* omleiding_hart*
		vaatlijden etalagebenen`},
	// nerves, senses, bones, skin
	{inspect.Health, `clusterhoofd* niet-aangeboren* niet_aangeboren* nah-* heeft_nah met_nah licht_verstand* verstandelijk_bep* verstandelijke_bep* taalontwikk* heeft_tos
		spraakstoor* stottert stotteren stoornis_in_het pdd-nos pddnos mcdd autismespec* heeft_ass diagnose_ass diagnose_adhd diagnose_add heeft_add leerachterst*
		leerstoorn* rekenstoorn* cochleair* cochleaim* glaucoom staaroperat* grauwe_staar maculadeg* netvlieslos* duizeligheid* hersentumor* hersenvliesontst* automutil*
		zenuwinz* zenuwpijn* ischias tennisarm carpaaltunn* peesontst* slijmbeurs* schouder_uit_de_kom kruisband* spierscheur* zweepslag scootmobiel*
		heupfract* polsfract* enkelfract* *fractuur nekhernia rughernia schurft heeft_schurft krentenb* wondroos open_been open_benen eczeemkl* mazelen
		rodehond rode_hond de_bof heeft_bof waterpokk* bloedvergift* voedselvergift* buikgriep norovir* lymeziekt* gordelr* schisis hazenlip klompvoet* gaatje_in_het_hart
		hartafwijk* dwerggroei spierziekte* zenuwziekte* huidziekte* *stoornis *stoornissen geheugenprob* vergeetacht* dwaalgedrag`},
	// mind, school, addictions, wards
	{inspect.Health, `spanningskl* stressklacht* slapelooshe* slaapprobl* slaapstoorn* chronische_verm* chronisch_verm* chronisch_ziek* boulimi* paniekst* faalangst* hechtingsprob*
		gedragsprobl* gedragsst* trauma_verl* traumaver* rouwverw* emdr emdr-* poept_in_* broekpoep* zindelijkheidspr* prikkelverw* overprikkeld* hoogsensitief*
		ontwikkelingspersp* tlv_aangevr* tlv_so tlv_voor speciaal_onderwijs_nodig naar_het_speciaal* rugzakleerl* rugzakje_voor iq_van
		lage_intell* zorgleerling* arbeidsongesch* wia-aanvr* wia-uitk* wia-keur* re-integrat* reintegrat* verzuim_wegen* verzuimt_wegen* ziek_sinds ziek_thuis ziek_gemeld
		meldt_zich_ziek langdurig_ziek* in_de_ziektew* uitgevallen_door uitgevallen_met uitgevallen_wegens naar_de_bedrijfsarts burn-outkl* *klachten_na nekklacht*
		schouderklacht* knieklacht* psychische_kl* lichamelijke_kl* maagklacht* darmklacht* longklacht* hoofdpijnkl* gehoorprob* crisisopn* crisisdienst*
		rechterlijke_machtiging zorgmachtiging* wvggz wzd-* opgenomen_wegen* opname_op_de
		op_intensive_c* ligt_in_het_zieken* ligt_op_de_ic geopereerd* wordt_geoper* operatie_gehad moet_onder_het_mes bedlegerig* valgevaar* valrisico* valincident*
		is_gevallen_in* verwardheid verwarde_ind* slikprob* slikstoorn* gemalen_voed* dikvloeib* sondevoed* zuurstof_thuis wondzorg* wondverz* stomazorg* stomapati*
		orgaantranspl* beenmergtr* stamceltr* amandelen_* buisjes_in_de* uitbehandeld euthanasie* palliatiev* in_quarantaine positief_getest* corona-positief alcoholversl*
		alcoholprob* alcoholmisbr* alcoholgebr* aan_de_drank drugsversl* drugsprob* drugsgebr* drugsverled* gokprob* gameversl* kettingrok* stevige_roker overgewicht
		maagverklein* maagband* ondergewicht ondervoed* zit_aan_de_drugs blowt blowen gebruikt_medic* gebruikt_ritalin gebruikt_insul* slikt_med* slikt_antid* zelfbeschad*
		suicidaal* suicidepog* tentamen_suic*
		na_een_cva na_cva had_een_cva lvb-prob* heeft_lvb heeft_een_lvb gescheurde_enkelb* gescheurde_kruisb* gescheurde_menis* gescheurde_pees gescheurde_spier operatie_aan heeft_hoofdluis heeft_luizen`},
	{inspect.SocialCare, `toeslagenaff* toeslagenoud* gedupeerde_ouder* voedselpakk* voedselbank_* kledingbank* stadspas_* wsnp wsnp-* bewindvoer* onder_bewind beschermingsbew* curatele
		loonbeslag* bankbeslag beslaglegg* deurwaarder* ontruiming_woning huisuitz* thuislo* maatschappelijke_opv* blijf-van* blijf_van_mijn*
		kindermish* kindermisb* pleegkind* pleegoud* crisisplaats* raad_voor_de_kind* raadsonderz* omgangsreg* begeleide_omgang omgangsond* omgangsbeg* vechtscheid* gezagsbe*
		uit_de_ouderl* ouderlijk_gezag geadopteerd* eergerelat* eerwraak mensenhandel* loverboy* werkloos werkloze_* langdurig_werkl* baanloos pgb-* pgb_voor pgb_aan* wmo-ind*
		wmo-aanvr* wmo-voorz* wlz-ind* wlz-* ciz-ind* huishoudelijke_h* begeleid_wonen beschermd_wonen dagbested* respijtz* logeeropv* overbelaste_mant* boete_van_het_uwv
		uitkeringsger* problematische_sch* schuldenpr* schuldregel* schuldeis* minnelijk_traj* minimabel* minimareg* bijzondere_bijst*
		inkomensondersteun* noodfonds_aanvr* energieschuld* huurschulden afsluiting_energie gezinsvoogd* jeugdreclas* jeugdteam_betr* wijkteam_betr*
		zorgmeld* meldcode* sociaal_team_betr* spoeduithuis* verwaarloos* geslagen_door seksueel_misbr* incest* grensoverschrijdend_ged*
		heeft_schulden grote_schulden hoge_schulden`},
	{inspect.Criminal, `overval_op straatroof* overvaller doodslag* moord_op moordzaak verkracht* aanranding* aangerand* ontucht* schennispl* kinderporno* dronken_achter* rijden_zonder_rij*
		doorrijden_na* rijontzegg* rijbewijs_ingev* opiumwet* verduister* witwas* valsheid_in* brandsticht* stalking_* gestalkt* belaging* bedreiging_van bedreiging_met
		belediging_van belediging_amb* afpers* huisvredebr* lokaalvredebr* verzet_bij* wederspannig* wapenbezit* steekpartij* steekwapen* meineed* meineid*
		aangifte_gedaan_teg* aangifte_tegen verdachte_van verdachte_in verdenking_van verdacht_van gedagvaard* geldboete_van geldboete_wegen* leerstraf* werkstraffen
		tbs-* tbs_met halt-str* halt-afd* in_hechtenis gedetineerd* detentie* uit_detentie penitentiair* huisverbod* vog_gew* vog-weig* geen_vog
		veroordeling* eerder_veroord* justitiele_doc* justitieel_verl* recidiv* zedendelict* zedenzaak zedendel* uur_taakstr* uren_taakstr* maanden_cel jaar_cel
		maanden_gevang* jaar_gevang* jaar_celstr* jeugdgevang* draaideurcrim* drugsrunner* drugskoerier* hennepkw* hennepplant* wietplant* wietkwek* zakkenroll*
		heling_*
		antecedenten`},
	{inspect.Religion, `vrijgemaakt_* oud-kathol* oud-gereform* sjiit* soenniet* alevi* onkerkelijk* uitgeschreven_uit_de_kerk kerkverl* bekeerd_tot bekeerd_naar bekeerling* jehova's*
		getuige_van_jeh* getuigen_van_jeh* zevendedags* apostolisch* vrijzinnig* hindoest* sikhs boeddhist* moslima belijdend* christelijk_gereform* hersteld_herv*
		evangelisch* volle_evang* leger_des_heils-lid
		praktiserend_kath* praktiserend_mosl* praktiserend_chr* praktiserende_mosl*`},
	{inspect.Union, `aob-lid* aob_lid lid_van_de_aob lid_van_fnv lid_van_de_fnv lid_van_cnv lid_van_het_cnv lid_vakbond lid_van_de_vakbond lid_van_de_bond kaderlid_* kaderleden_fnv nu91
		stakingsuitk* stakerskas staakte_mee staakt_mee heeft_gestaakt fnv_bouw fnv_zorg* fnv_overh* cnv_vakm* cnv_zorg* acod bbtk vsoa leden_vakb* vakbondscontr* vakbondsprem*`},
	{inspect.SexualLife, `is_homo homoseks* homostel transman transmeisje transjongen transpers* non-binair* nonbinair* intersekse* genderdysf* genderincong* gendertraj* sekswerk* prostituee*
		prostitut* vreemdgaan vreemdgegaan buitenechtel* met_zijn_man_en met_haar_vrouw_en`},
	{inspect.Ethnicity, `molukse_* molukker* turkse_afk* marokkaanse_afk* surinaamse_afk* antilliaanse_afk* syrische_afk* poolse_afk* somalische_afk* turkse_komaf marokkaanse_komaf
		surinaamse_komaf migratieachtergr* uitgeproced* ongedocument* zonder_papieren illegaal_in_ned* amv-* amv'er* amver woonwagenbew* reizigersfam* azc_in
		azc_te azc-kind* uit_het_azc in_het_azc verblijfsverg* verblijfsstat* asielaanvr* asielproc* asielverz* vluchtelingenk* gevluchte_* gevlucht_uit koerd koerden eritrees*
		eritreeer* oeigoer* hazara* tamil*`},
}
