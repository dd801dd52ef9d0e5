package detect

import "github.com/postlock/postlock/inspect"

// southernWords are further specialWords: what Italian, Spanish and Finnish offices,
// schools, courts and surgeries call it.
var southernWords = []specialList{
	// Italian
	{inspect.Health, `silla_de_ruedas casi_no_ve casi_no_oye quasi_cieca quasi_cieco de_baja_hasta de_baja_desde de_baja_por de_baja_med* de_baja_lab* esta_de_baja sigue_de_baja de_baixa_ate de_baixa_por de_baixa_desde de_baixa_med* esta_de_baixa la_chemio chemio_ogni in_chemioterapia lombaggine in_incubatrice en_la_incubadora na_incubadora paralizzat* paralizad* balbett* balbuzient* tartamud* gaguej* prematura prematuro disintossic* antidepressiv* antidepresiv* piojos pidocchi piolhos`},
	{inspect.Ethnicity, `e_rom e_sinti e_curda e_curdo e_kurda es_gitana es_gitano es_rumana_git* e_cigana e_cigano`},
	{inspect.Religion, `testimone_di_geova testigo_de_jehova testemunha_de_jeova sbattezz*`},
	{inspect.Health, `scompenso_card* fibrillazione_atr* fibrillazione_ventr* aritmia aritmie bypass_coron* ischemia_* emiplegi* aneurisma talassemi* linfoma tubercolos* apnee_nott* fibrosi_cist* ossigenoterap* pertosse di_vertigini sordomut* protesi_acust* maculopat* distacco_della_ret*
		crisi_epilet* convulsioni_febb* paralisi_cereb* paresi_facc* tunnel_carp* distorsione_alla* rotto_la_gamba rotta_la_gamba rotto_il_braccio rotta_il_braccio gamba_rotta polso_rotto gesso_alla_gamba legamento_croc* legamenti_croc* tendine_d'achil* strappo_musc* lussazione*
		costole_incr* costola_incr* ustioni_di_sec* orticaria dermatite_atop* scabbia orecchioni parotite rosolia scarlattina mani-bocca-piedi fuoco_di_sant* epatite* sieropositiv* sifilide cistite trapianto_di_rene trapianto_di_feg* trapianto_di_mid* stitichezza
		rettocolit* colon_irrit* emorroid* pannoloni shock_anaf* aborto_spont* interruzione_di_grav* maternita_antic* congedo_di_mat* parto_cesar* parto_premat* neonato_premat* fecondazione_ass* labbro_lepor* iperattivo disgrafi* balbuzie mutismo_selett*
		ritardo_del_ling* ritardo_mentale invalido_civile invalido_al* categoria_prot* fobia_scol* psicosi disturbo_oss* trattamento_sanit* in_cura_al_csm in_psicoterapia ansiolitic* sonniferi ludopati* gioco_d'azzardo_pat* obesita bendaggio_gastr* certificato_di_mal*
		inidoneo_alla_mans* in_rianimazione in_terapia_intens* risonanza_magn* trasfusion*`},
	{inspect.SocialCare, `assegno_di_cura affidato_ai_serv* affidata_ai_serv* affido_famil* famiglia_affid* allontanamento_del_min* minore_maltratt* abuso_su_min* donna_maltratt* senzatetto senza_fissa_dim* moroso_incolp* sovraindebit* pignoramento_dello_stip* pignoramento_del_quinto
		cattivo_pagat* pacco_aliment* mensa_dei_poveri amministratore_di_sost* interdetto_giud* assegno_di_mant* affidamento_condiv* affidamento_escl* visite_protette incontri_protetti responsabilita_genit* ragazza_madre in_casa_di_riposo minore_straniero_non*`},
	{inspect.Criminal, `sospensione_condiz* affidamento_in_prova ai_domiciliari custodia_caut* detenuto detenuta semiliberta braccialetto_elett* carichi_pendenti fedina_penale rinviato_a_giud* rinviata_a_giud* patteggiat* taccheggi* scippo appropriazione_indeb* falso_in_atto* bancarotta_fraud*
		detenzione_di_stup* possesso_di_hash* ritiro_della_pat* patente_sospesa patente_ritirata guida_senza_pat* omissione_di_socc* violenza_sess* stupro stuprata abusi_sess* molestie_sess* omicidio tentato_omic* incendio_doloso oltraggio_a_pubb* porto_abusivo*
		sequestro_di_pers* associazione_maf* divieto_di_avvic* latitante`},
	{inspect.Religion, `induist* fa_il_ramadan mangia_halal porta_il_velo non_si_avvale_dell'ins* avventist*`},
	{inspect.Union, `rappresentante_sindac* delegato_sindac* delegata_sindac* permesso_sindac* trattenuta_sindac* delega_sindac* iscritto_al_sindac* iscritta_al_sindac* tessera_sindac* ha_scioperato filcams* snals`},
	{inspect.SexualLife, `transessual* cambio_di_sesso tradito_la_moglie tradito_il_marito relazione_extra* prostituzion* disfunzione_eret* asessual* intersessual*`},
	{inspect.Ethnicity, `origine_maroc* origine_albanes* origine_african* etnia_rom richiedente_asilo rifugiato_pol* rifugiata_ucr* permesso_di_sogg* protezione_internaz* protezione_sussid* pelle_nera apolide extracomunitari* ricongiungimento_fam*`},
	// Spanish
	{inspect.Health, `tension_alta hipertens* marcapasos fibrilacion_aur* derrame_cereb* hemiplej* paraplej* tetraplej* bronquitis fibrosis_quist* tos_ferina sordomud* hipoacusi* implante_cocl* desprendimiento_de_ret* convulsiones traumatismo_cran* paralisis_cereb* paralisis_fac* ciatica
		escoliosis tunel_carp* torcio_el_tob* rompio_la_pierna rompio_el_brazo roto_el_brazo roto_la_pierna escayola escayolad* rotura_de_men* tendon_de_aquiles desgarro_musc* luxacion_de* costillas_rotas quemaduras_de_seg* dermatitis_atop* de_sarna con_sarna paperas rubeola escarlatina
		con_sida del_sida sifilis piedras_en_el_ri* trasplante_de_ri* trasplante_de_hig* trasplante_de_med* ictericia ulcera_de_est* estrenimient* apendicitis sonda_nasog* choque_anaf* embarazo_ectop* embarazo_de_riesgo interrupcion_del_emb* baja_por_mat* permiso_de_mat*
		parto_premat* fecundacion_in_vitro labio_lepor* hiperactiv* tartamud* mutismo_select* retraso_del_leng* retraso_mental fobia_esc* acoso_escolar psicosis estres_postr* trastornos_alim* antidepresiv* problemas_con_el_alc* drogadic* ludopat*
		sobredosis obesidad banda_gastr* desnutricion de_baja_por baja_laboral incapacidad_temp* incapacidad_perm* en_la_uci transfusion_de_sang* se_desmayo insomnio`},
	{inspect.SocialCare, `pension_de_orf* ayuda_a_la_dep* cobra_el_paro beca_comedor acogimiento_fam* familia_de_acog* declaracion_de_desamp* retirada_de_la_cust* maltrato_infant* maltratada mujer_maltrat* orden_de_protec* impago_del_alq* embargo_de_nom* incapacitado_jud*
		curatela pension_de_alim* custodia_comp* regimen_de_vis* familia_monopar* madre_soltera familia_desestr*`},
	{inspect.Criminal, `libertad_vigil* libertad_prov* pulsera_telem* reincidente orden_de_busca* apropiacion_indeb* falsedad_docum* malversacion posesion_de_cann* tenencia_de_drog* retirada_del_carn* conducir_sin_carn* omision_de_soc* abusos_sex* acoso_sexual homicidio asesinato pederast*
		pornografia_infant* tenencia_ilic* detencion_ilegal quebrantamiento_de_cond* delincuente*`},
	{inspect.Religion, `hace_el_ramadan come_halal lleva_hiyab lleva_velo circuncis*`},
	{inspect.Union, `delegado_sindic* delegada_sindic* liberado_sindic* enlace_sindic* cuota_sindic* afiliado_al_sindic* afiliada_al_sindic* seccion_sindic* horas_sindic* hizo_huelga`},
	{inspect.SexualLife, `transgenero transexual* cambio_de_sexo fue_infiel relacion_extram* prostitucion trabajadora_sexual`},
	{inspect.Ethnicity, `origen_marroq* origen_subsah* origen_african* solicitante_de_asilo solicitantes_de_asilo refugiado_pol* refugiada_ucr* permiso_de_resid* inmigrante_irr* proteccion_subsid* raza_negra piel_negra apatrida reagrupacion_fam*`},
	// Finnish
	{inspect.Health, `diabeetikko* aivohalvau* aivoverenv* veritulppa* aivokasvain* saattohoito* uniapnea* hinkuysk* korvatuleh* kuulovam* nakovam* aivotarah* cp-vamma* halvaantu* nivelrikko* murtunut_kasi murtunut_jalka kipsissa kainalosauv* vesirokko* tuhkarokko* vyoruusu* virtsatietul*
		oksennustau* umpilisak* keskenmeno* lukihair* kehitysvam* syomishair* itsemurhayrit* paihdeongel* tyokyvyt* tehohoido*`},
	{inspect.SocialCare, `huostaanot* perhevakival* lahestymiskiel* ulosotto* velkajarjest* maksuhair* edunvalvon* toimeentulotu*`},
	{inspect.Criminal, `huumausainer* raiskau* rikosrekist* vangittu pidatetty ajokielto*`},
	{inspect.Ethnicity, `turvapaikanh* saamelai* oleskelulu*`},
}
