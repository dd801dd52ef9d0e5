package detect

import "github.com/postlock/postlock/inspect"

// germanWords are further specialWords: what German offices, schools, courts and
// surgeries call it.
var germanWords = []specialList{
	// heart, digestion, glands, childbed
	{inspect.Health, `lungenemphys* *emphysem herzschwach* herzrhythm* herzmuskelentz* herzstechen* durchblutungsst* unterzuck* morbus_* basedow reizdarm* refluxkrank* sodbrennen fettleber
		divertikul* hamorrhoid* bauchspeicheldrusen* blasenschwach* blasenentz* reizblase myome myomen myom-op totgeburt* todgeburt* stillgeburt kunstliche_befr*
		kunstlicher_befr* kinderwunschkl*
		schwangerschaftsw* praeklamps* praeklampsie schwangerschaftsvergift* wochenbettdep* wochenbett mutterschutz_bis mutterschutz_ab in_mutterschutz im_mutterschutz
		erwartet_zwill* erwartet_ein_kind kaiserschnitt* fruhgeb* fruhchen sterilisation_bei`},
	// nerves, senses, bones, skin
	{inspect.Health, `clusterkopf* schadel-hirn* schadelhirn* sht_nach zerebralpar* *spastik spastiker* spastische_* down-synd* downsynd* trisomie_* *lahmung *lahmungen *gelahmt lrs-*
		lese-rechtschreib* leserechtschreib* rechenschwach* *entwicklungsverzog* *entwicklungsstor* sprachstor* *sprachentwickl* redeflussst* mutismus mutistisch* horschad*
		horminder* horgeschad* horsturz cochlea* cochleaim* gruner_star grunem_star grunen_star grauer_star grauem_star grauen_star netzhautabl* netzhautdeg* drehschwind*
		schwindelanf* schwindelatt* lagerungsschw* ischias ischialg* tennisarm tennisellen* karpaltunn* sehnenscheidenentz* bandriss* banderriss* banderdehn* muskelfaser*
		muskelriss* achillessehn* sehnenriss* rotatorenm* schulterluxat* ausgekugelt* knie-tep huft-tep tep-op knie-tep* huft-tep* schleudertr* *prellung *prellungen
		wirbelsaulen* gleitwirb* spinalkanal* wirbelbruch hws-synd* lws-synd* hws_* lws-* knochenmark* glasknoch* kleinwuchs* akne hat_kratze kratzmilb*
		borkenfl* wundrose erysipel offenes_bein offenen_bein* offene_beine ulcus_* nesselsucht nesselfieb* tripper roteln lebensmittelverg* salmonellen magen-darm*
		brechdurchf* norovir* streptokokk* windeldermat* hepatitid*`},
	// mind, school, addictions
	{inspect.Health, `*erschopfung erschopfungssynd* *schlafstor* *schlaflos* schlaflosigkeit personlichkeitsst* borderlin* anpassungsst* bindungsgest* trennungsangst*
		schulangst schulphob* schulverweig* schulabsent* verhaltensauff* verhaltensstor* storung_des_soz* einkoten kotet_ein einnassen wahrnehmungsst* reizuberfl* hochsensib*
		sonderpadagogischer_f* sonderpadagogischen_f* integrationshelf* schulbegleit* schulassist* nachteilsausgl* inklusionskind*
		i-kind *intelligenzmind* intelligenzquot* geistig_beh* lernbehind* lernschwach* nervenzusammen* zwangseinw* eingewiesen_in zwangseingew*
		unterbringung_nach_psychkg psychkg suchttherap* suchtprobl* suchtmittel* suchtgefahr* entzug_wegen qualifizierter_entzug
		alkoholfahne alkoholisiert* betrunken_zur angetrunken* ruckfallig* substituiert* substitution_mit polamidon uberdosis* kettenrauch* starker_rauch*
		adipos* magenband* magenverklein* mangelernahr* unterernahr* suizidgef* suizidal*`},
	// wards, sick leave, disability
	{inspect.Health, `notfallpen* notfallset magensond* sondenernahr* sondenkost luftrohrenschn* tracheos* sauerstoffgerat* heimbeatm* beatmet beatmung* strahlenther* organtransp*
		stammzell* bypass-op* herz-op* mandelop* mandel-op* polypenop* paukenrohr* lippen-kiefer* gaumenspalt* klumpfuss* huftdyspl* herzgerausch* loch_im_herzen
		hospizplatz stationares_hospiz hospizlich* im_sterben palliativ* merkzeichen_* schwerbehindert* schwerbehinderung* schwerbehindertenaus* gleichgestellt_nach
		au_bis au_seit au_vom *krankmeldung krankmeld* krank_bis krank_seit krank_gemeldet meldet_sich_krank arbeitsunfah* wiedereinglied* hamburger_modell bem-verf*
		bem-gespr* bem_ange* reha_* in_reha reha-antrag* reha-mass* anschlussheil* mutter-kind-kur in_kur auf_kur zur_kur kuraufenth* klinikaufenth*
		krankenhausauf* im_krankenhaus stationar_in in_stationarer_beh* stationar_beh* ambulant_operiert auf_intensiv notarzt_kam notarzt_war
		operation_am op_am_knie op_am_rucken op_am_herz* op_am_fuss op_an_der op_wegen wird_operiert bettlager* sturzgef* sturzneig* sturzereign* diatkost puriert* wundvers* verbandswech* wundheil* corona-pos*
		covid-pos* positiv_auf_corona positiv_getestet in_quarantane quarantane_bis verwirrtheit* desorient* hinlauftend* inkontinenzmat* pflegebedurf* pflegegr*
		langzeiterkr* dauerkrank* frauenleiden herzleiden *leiden_seit magenleiden nierenleiden hautleiden ruckenbeschw* vertragt_keine vertragt_kein unvertragl*
		passierte_kost gdb_von gdb_30 gdb_40 gdb_50 gdb_60 gdb_70 gdb_80 gdb_90 gdb_100 ruckfall_nach ruckfall_in hat_kopflause hat_lause lausebefall_bei forderschwerpunkt_ler* forderschwerpunkt_emo* forderschwerpunkt_spr* forderschwerpunkt_geis* sonderpadagogischem_f* bei_der_suchtber* zur_suchtber* in_die_tagesklin* in_traumatherap* monat_schwanger im_siebten_monat_sch*
		muskelzerrung zerrung_am zerrung_im ubergewichtig* untergewichtig* stark_ubergew* magenbeschw* herzbeschw* kniebeschw* gelenkbeschw* weglauftend* selbstverletz* lrs_* hat_lrs erschopfungszust* erschopfungsdep*
		liegt_auf_der_intensivst* liegt_in_der_notaufn* patient_in_der_tageskl* patientin_in_der_tageskl* in_die_suchtklin*`},
	{inspect.SocialCare, `*teilhabepaket bildung_und_teilh* but-antrag* but-leist* but-berecht* unterhaltsvorsch* eingliederungsh* tafelausw* tafelkund* tafelberecht* lohnpfand* kontopfand*
		gehaltspfand* pfandung_* gepfandet* mahnbescheid_gegen vollstreckungsbesch* eidesstattliche_vers* vermogensausk* gerichtsvollz* raumungst* raumungsurt* notunterk*
		notschlafst* pflegekind* heimunterbr* heimkind* im_kinderheim kinderheim_seit fremdunterbr* fremdplatz* in_obhut vormundsch* amtsvorm* amtspfleg* vormund_ist
		gesetzliche_betreuung gesetzlich_betr* gesetzlicher_betr* unter_betreuung hilfeplan* adoptiert adoptivk* adoptionsverf* sexueller_missbr* sexuellen_missbr*
		sexuell_missbr* missbraucht* missbrauchsv* *misshandlung misshandelt* zwangsheir* menschenhandel* leistungskurz* sanktioniert_vom
		betreutes_wohnen kurzzeitpfl* verhinderungspfl* pflegegeld_* aufstocker* aufstockend_* sozialfall sozialfalle hartzer hartefall* hartefallantr*
		beihilfe_aus_dem_hilfsf* soforthilfe_fur lebensmittelgutsch* lebensmittelpak* schuldenbereinig* schuldenregul* insolvenzverf* restschuldbefr* schufa-eintr*
		mietschulden stromschuld* stromsperr* energieschuld* gewaltschutz* gewalttatiger_vat* gewalttatiger_ehem* schlagt_seine schlagt_ihre schlagt_die_kind*
		sorgerechtsstr* umgangsrecht* umgangsverf* sorgerecht_entz* alleinerziehend_und umgangsverb* unterhaltsruck* zahlt_keinen_unterh* heimerzieh*
		wohngruppe_seit in_wohngruppe tagesgruppe_seit kindesentz* kindeswohl*
		arbeitslos ist_arbeitslos arbeitslos_* langzeitarbeitslos langzeitarbeitsloser bezieht_sozialleist* erhalt_sozialleist*`},
	{inspect.Criminal, `vergewaltig* sexuelle_notig* sexueller_notig* kinderpornogr* kinderporn* fahren_ohne_fuhr* fuhrerscheinentz* fuhrerschein_entz*
		drogenbesitz* drogenfund* drogenkonsum* drogenverg* sozialbetrug* leistungsbetrug* urkundenfalsch* veruntreu* stalking_*
		gestalkt* nachstellung_* bedrohung_mit korperverl* beleidigung_von beleidigung_einer erpressung_* erpresst* hausfriedensbr* landfriedensbr* widerstand_gegen_voll*
		widerstand_gegen_die_staat* waffenbesitz* messerangr* volksverhetz* meineid* falschaussag* falscher_verdacht strafanzeig* anzeige_wegen anzeige_gegen
		angezeigt_wegen ermittlungsverf* ermittelt_wegen wird_ermittelt angeklagt* anklage_wegen fuhrungsaufs* strafbefehl* haft_* in_haft haftentl* haftantr* hafturl*
		aus_der_haft in_der_jva aus_der_jva inhaftier* freiganger* offener_vollzug offenen_vollzug eintrag_im_fuhr* eintrage_im_fuhr* fuhrungszeugnis_mit
		fuhrungszeugnis_enth* vorstraf* einschlagig_vorb* jugendstraf* jugendstrafe_* arbeitsstunden_wegen diversion_nach taterarb* tater-opfer* bewahrungshelf*
		bewahrungsauf* bewahrungszeit mord_an mordes mordversuch* mordverd* zuhalter* *hehlerei raububerf* *einbruchs autodiebst* fahrraddiebst* taschendiebst*
		trickbetr* enkeltrick-tat* betrug_in rauschgift* alkohol_am_steuer trunkenheitsf* zu_einer_geldstr* zu_einer_haft*
		monate_haft jahre_haft monate_auf_bew* jahre_auf_bew* monate_freiheits* jahre_freiheits*
		promille_im promille_am promille_bei tagessatze_wegen tagessatzen_ver* fahrverbot_von fahrverbot_wegen fahrverbot_bis mpu_wegen mpu_nicht mpu_best* wegen_betrugs betrugs_an wegen_geldw* gegen_das_waffeng* gegen_das_betaub*
		exhibitionis* versicherungsbetrug* leistungsbetrug*`},
	{inspect.Religion, `romisch-kath* griechisch-orth* russisch-orth* serbisch-orth* syrisch-orth* rumanisch-orth* altkath* neuapostol* mennonit* siebenten-tags* siebtentags* adventist*
		freikirch* sunnit* schiit* ahmadiyya aleviten alevitin aus_der_kirche_aus* kirchenaustr* konvertiert_zum konvertiert_zur ungetauft* bekennend* bekennender_* glaubig_*
		strengglaub* strenglaub* ohne_religion ohne_konf* konfessionsl* bahai* mormonin mormone`},
	{inspect.Union, `gewerkschafterin* gewerkschafter_seit streikgeld* am_warnstreik warnstreik_teil* vertrauensmann_der vertrauensfrau_der eintritt_gewerk* ver.di-mitgl* mitglied_der_ig
		mitglied_in_der_ig mitglied_bei_der_ig verdi-beitr* gewerkschaftsbeitr* dhv-mitgl* gdl-* ufo-mitgl* vereinigung_cockpit dbb-mitgl* komba-mitgl*
		vbe-mitgl* dphv`},
	{inspect.SexualLife, `nichtbinar* nicht-binar* intergeschl* geschlechtsangl* geschlechtsdysph* geschlechtsumw* transident* transmadchen transjunge trans*_person trans_person trans-person
		geoutet* outing_als outing_vor eingetragene_leb* gleichgeschlechtl* prostituiert* sexarbeit* fremdgeh* aussereheliche* lebt_mit_seinem_partner lebt_mit_ihrer_partnerin
		bisexuell*`},
	{inspect.Ethnicity, `geflucht* gefluchtet* aus_syrien_gefl* asylantrag* abgelehnter_asyl* abgelehnte_asyl* abschiebung* abschiebehaft abgeschoben* ausreisepfl* ohne_papiere
		unbegleiteter_mind* unbegleitete_mind* aufenthaltstitel* aufenthaltsstat* bleiberecht* kirchenasyl* schwarze_deutsche schwarzer_deutscher schwarze_hautf*
		tschetschen* kurdin kurdisch* romafamil* roma-famil* jesidin* jeside jesiden arabischstamm* russlanddeut* aussiedl* turkischer_herk* arabischer_herk* afrikanischer_herk*
		syrischer_herk* afghanischer_herk* kurdischer_herk* polnischer_herk* *migrationsgesch* zuwanderungsgesch*
		subsidiarer_sch* subsidiaren_sch* subsidiarem_sch*`},
}
