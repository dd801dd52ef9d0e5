package detect

import "github.com/postlock/postlock/inspect"

// frenchWords are further specialWords: what French offices, schools, courts and
// surgeries call it.
var frenchWords = []specialList{
	// heart, cancer, nerves, senses
	{inspect.Health, `stimulateur_card* fibrillation_aur* fibrillation_vent* arythmi* pontage_coro* triple_pontage double_pontage accident_vasculaire anevrism* varices tumeur* seances_de_rayons phase_terminale stade_terminal
		en_remission sous_oxygene coqueluche angine angines opere_des_veg* operee_des_veg* ablation_des_veg* pose_de_yoyos yoyos_aux* drains_transt* de_vertiges des_vertiges dmla decollement_de_la_ret* decollement_de_ret* convulsions
		troubles_de_la_mem* trouble_de_la_mem* pertes_de_memoire perd_la_memoire traumatisme_cran* traumatismes_cran* infirme_mot* infirmite_mot*`},
	// bones, skin
	{inspect.Health, `pipi_au_lit plus_de_son_lit tient_pas_en_place torticolis crise_de_goutte crises_de_goutte de_la_goutte epaule_gelee capsulite* canal_carpien s'est_foule s'est_foulee foule_la_chev* foule_le_poign* casse_le_bras casse_la_jambe casse_le_poignet casse_la_chev* casse_le_pied
		casse_la_main casse_la_clav* casse_le_nez casse_le_col casse_la_hanche casse_un_doigt casse_une_cote casse_deux_cotes cheville_cass* poignet_casse pied_casse main_cassee clavicule_cass* nez_casse doigt_casse hanche_cassee bras_platre jambe_platree
		main_platree est_platree tendon_d'ach* dechirure_musc* dechirure_lig* luxation* cotes_felees cote_felee cotes_cassees cote_cassee prothese_audit* prothese_dent* protheses_audit* porte_une_proth* pose_d'une_proth* brulures_au_deux*
		brulures_au_trois* brulures_au_2* brulures_au_3* brule_au_deux* brulee_au_deux* grand_brule grande_brulee un_ulcere ulcere_a_l* ulcere_gast* ulcere_var* ulceres urticair* la_gale de_gale poux oreillons scarlatine pied-main-bouche pieds-mains-bouche un_zona du_zona mononucleos*
		le_sida du_sida`},
	// inside, allergies, childbed
	{inspect.Health, `greffe_de_rein greffe_du_rein greffe_renale greffee_du_rein greffe_de_foie greffe_du_foie greffee_du_foie greffe_hepat* greffe_card* greffe_du_coeur greffe_de_moelle greffee_du_coeur attente_de_greffe attente_d'une_greffe
		cirrhos* jaunisse vesicule_bil* reflux_gast* une_gastro sa_gastro une_gastro-ent* vomissements constipation constipe constipee intestin_irrit* colopathi* hemorroid* appendicite* appendicectomi* sonde_gast* sonde_urin* gastrostomi*
		stylo_d'adren* stylos_d'adren* stylo_auto-inj* un_pai son_pai protocole_pai pai_pour* pai_asthme sa_grossesse ma_grossesse grossesse_ext* grossesse_gem* grossesse_pat* grossesse_comp* mois_de_grossesse semaines_de_gross* ivg
		conge_matern* conge_de_matern* conge_patholog* cesarienne* accouchement_prem* accouchement_prev* a_accouche va_accoucher bebe_premat* ne_premat* nee_premat* mort-ne mort-nee mort-nes une_fiv par_fiv parcours_pma en_pma
		probleme_de_steril* problemes_de_steril* problemes_de_fert* fibrome* bec-de-lievre pied_bot pieds_bots maladie_orphel* maladie_chron* maladie_auto-imm* maladie_grave maladie_genet* maladie_degen* affection_longue*`},
	// mind, school, addiction
	{inspect.Health, `hyperactif hyperactivite enfant_hyperactive begaiement* begaie begue mutisme_select* suivi_en_orthoph* suivie_en_orthoph* seances_d'orthoph* bilan_orthoph* rqth carte_mobilite_incl* cmi_prior* cmi_station* cmi_inval* taux_d'incap*
		taux_d'inval* une_aesh son_aesh avec_aesh heures_d'aesh aesh_indiv* aesh_mutual* notification_mdph reconnaissance_mdph dossier_mdph reconnu_mdph en_ulis eleve_ulis eleve_d'ulis en_segpa orientation_segpa eleve_de_segpa en_ime a_l'ime en_itep
		gevasco geva-sco dossier_pps son_pps enfant_precoce enfant_a_haut_pot* eleve_a_haut_pot* eleve_haut_pot* enfant_haut_pot* phobie_scol* phobie_soc* refus_scolaire_anx* victime_de_harcel* harcele_par harcelee_par harceles_par epuisement_prof*
		epuisement_nerv* attaque_de_pan* attaques_de_pan* des_toc souffre_de_toc troubles_obsess* trouble_obsess* tspt troubles_alim* trouble_alim* troubles_du_comport* trouble_du_comport* troubles_de_l'att* trouble_de_l'att* troubles_dys
		troubles_du_lang* trouble_du_lang* trouble_du_spectre* troubles_du_spectre* troubles_du_somm* troubles_psych* trouble_psych* troubles_cogn* troubles_musculo* troubles_de_l'hum* scarifications se_scarifi* se_scarifie pensees_noires idees_noires
		antidepress* anxiolyt* somnifer* neurolept* probleme_d'alcool problemes_d'alcool probleme_avec_l'alc* problemes_avec_l'alc* en_sevrage cure_de_sevr* sevrage_alc* sevrage_tab* dependance_aux_jeux dependance_au_jeu dependance_aux_ecr*
		dependance_a_l'alc* dependance_au_cann* dependant_a_l'alc* joueur_compuls* joueuse_compuls* surdose* obesite anneau_gast* bypass_gast* sleeve_gast* denutri*
		prolongation_d'arret en_accident_du_trav* un_accident_du_trav* son_accident_du_trav* en_maladie_prof* maladie_professionnelle_rec* sa_maladie_prof* mi-temps_therap* temps_partiel_therap* declare_inapte declaree_inapte inapte_au_poste inapte_au_trav*
		inapte_a_son_poste pour_inaptitude avis_d'inapt* longue_maladie en_ald est_en_reanim* admis_en_reanim* admise_en_reanim* est_en_soins_int* admis_en_soins_int* admise_en_soins_int* dans_le_coma prise_de_sang prises_de_sang une_irm son_irm transfusion_sang* transfusions_sang* classe_en_gir
		evalue_en_gir evaluee_en_gir classee_en_gir grabataire* fait_une_chute chute_dans_la_salle* chute_dans_sa_* chute_dans_son_* chute_dans_l'escal* repas_mixes texture_mixee alimentation_mixee regime_sans_sel en_reeducation
		seances_de_kine* fait_un_malaise malaise_vagal`},
	{inspect.SocialCare, `aeeh la_pch allocation_personnalisee_d'a* beneficie_de_l'apa percoit_l'apa touche_l'apa plan_apa apa_a_domicile hebergement_d'urgence dossier_apa demande_d'apa aide_au_logement les_apl aux_apl ses_apl touche_les_alloc* percoit_les_alloc* percoit_des_alloc* allocation_de_sout*
		allocation_de_rentree allocation_de_retour* allocation_de_solid* percoit_l'are touche_l'are percoit_l'ass touche_l'ass demandeur_d'emploi demandeuse_d'emploi fin_de_droits beneficie_de_la_css beneficiaire_de_la_css la_cmu complementaire_sante_sol*
		beneficie_de_l'ame beneficiaire_de_l'ame l'ase signalement_pour_malt* signalement_au_proc* enfant_place enfant_placee enfants_places place_en_famille* placee_en_famille* placement_en_fam* placement_en_foyer placement_en_mecs placement_en_inst*
		en_mecs placement_judic* placement_provis* pupille_de_l'etat pupilles_de_l'etat maltraitance* maltraite maltraitee maltraites enfant_battu enfants_battus femme_battue femmes_battues frappe_ses_enf* frappe_son_enf* frappe_sa_femme
		ordonnance_de_prot* en_hebergement_d'urg* hotel_social en_chrs au_chrs expulsion_loc* menace_d'expuls* menacee_d'expuls* menaces_d'expuls* expulse_de_son_log* expulsee_de_son_log* dette_de_loyer dettes_de_loyer dette_locat* dettes_locat*
		impayes_de_loyer fiche_banque_de_fr* fiche_a_la_banque* fichee_a_la_banque* ficp interdit_banc* interdite_banc* saisie_sur_sal* saisies_sur_sal* saisie-attrib* saisie_attrib* avis_a_tiers_det* l'huissier_est huissier_est_pass* menace_d'huiss*
		commandement_de_payer cheque_energie colis_alim* bon_alimentaire bons_alimentaires recoit_l'aide_alim* beneficie_de_l'aide_alim* secours_exceptionn* aide_fsl dossier_fsl demande_fsl du_fsl sauvegarde_de_just* habilitation_fam* son_curateur sa_curatrice pension_alimentair*
		pensions_alimentair* garde_alternee droit_de_visite_et_d'heb* son_droit_de_visite droits_de_visite visite_mediat* visites_mediat* famille_monopar* mere_isolee parent_isole mere_celibataire enfant_adopte enfant_adoptee enfants_adoptes fils_adoptif fille_adoptive
		adopte_a_l'age adoption_plen* d'une_aide_a_dom* a_une_aide_a_dom* heures_d'aide_a_dom* heures_d'aide_men* beneficie_du_port* entre_en_ehpad entree_en_ehpad entrer_en_ehpad vit_en_ehpad place_en_ehpad placee_en_ehpad admis_en_ehpad
		admise_en_ehpad contrat_jeune_maj* mineur_isole mineure_isolee mineurs_isoles invalidite_cat* carte_d'inval* en_invalidite en_esat a_l'esat suivi_par_le_savs bourse_sur_crit* eleve_boursi* etudiant_bours* etudiante_bours* aidant_fam* aidante_fam*
		loyer_impaye retire_a_sa_mere retires_a_leur* retiree_a_sa_mere`},
	{inspect.Criminal, `mis_en_examen mise_en_examen detention_provis* incarcer* maison_d'arret ecroue ecrouee liberation_cond* semi-libert* peine_de_tig heures_de_tig travaux_d'interet_gen* jours-amende jours_amende antecedents_judic* controle_judic* par_le_spip
		convocation_spip devant_le_tribunal_corr* convoque_au_trib* convoquee_au_trib* convoque_devant_le_trib* devant_la_cour_d'ass* vol_a_main_arm* abus_de_faib* usage_de_faux pour_blanchi* pour_fraude fraude_aux_alloc* fraude_aux_prest* fraude_au_rsa
		pour_detournement detournement_de_fonds pour_corruption detention_de_cann* detention_de_drog* possession_de_cann* usage_de_drog* usage_de_cannabis trafic_de_drog* alcool_au_vol* retrait_de_permis_de_cond* permis_retire
		retrait_de_son_perm* suspension_de_son_perm* suspension_de_permis_de_cond* suspension_de_permis_pour suspension_de_permis annulation_de_son_perm* annulation_du_permis_de_cond* permis_suspendu permis_de_conduire_susp* permis_de_conduire_ret*
		permis_de_conduire_ann* conduite_sans_perm* conduit_sans_perm* delit_de_fuite coups_et_bless* pour_viol de_viol d'un_viol viol_aggr* viol_conjug* viol_sur* ete_violee ete_viole violee_par agresse_sexuel* agressee_sexuel* violeur pour_meurtre
		tentative_de_meurt* accuse_de_meurt* pour_assassin* d'assassinat homicide_invol* homicide_volont* menaces_de_mort menace_de_mort pour_harcel* pedophil* pedoporn* pedocrim* atteinte_sexuel* atteintes_sexuel* attouchement* exhibitionn* incendie_volont* incendie_crim*
		degradations_volont* pour_degradat* outrage_a_agent outrage_a_pers* outrage_et_reb* pour_outrage pour_rebellion rebellion_et* port_d'arme* pour_sequest* sequestree_par sequestre_par enlevement_d'enf* enlevement_et_seq* non-representation_d'enf*
		non_representation_d'enf* abandon_de_fam* proxenet* a_porte_plainte ont_porte_plainte ai_porte_plainte a_depose_plainte ai_depose_plainte plainte_pour_vol* plainte_pour_harc* plainte_pour_coups plainte_pour_agr* plainte_pour_menac*
		plainte_pour_escr* plainte_contre_son* plainte_contre_sa_* rappel_a_la_loi composition_penale fijais fijaisv interdiction_de_terr* interdiction_du_terr* obligation_de_soins eloignement_du_conj* par_la_pjj centre_educatif_ferme mandat_d'arret
		mandat_de_depot`},
	{inspect.Religion, `hindou* fait_le_ramadan font_le_ramadan jeune_du_ramadan mange_halal viande_halal repas_halal menu_halal repas_sans_porc menu_sans_porc pas_de_porc porte_le_voile port_du_voile port_du_foulard porte_un_foulard_isl* est_baptise est_baptisee
		ete_baptise ete_baptisee sera_baptise sera_baptisee non_baptise fait_baptiser premiere_communion va_a_la_mosquee frequente_la_mosquee va_a_la_syn* va_a_la_messe va_a_l'eglise mange_kasher mange_casher repas_casher repas_kasher kasher
		respecte_le_shab* respecte_shab* fait_shabbat fait_le_shab* chiite* pentecotist* circoncis* franc-macon* francs-macons inscrit_au_catech* inscrite_au_catech* catechumene*`},
	{inspect.Union, `delegue_syndic* deleguee_syndic* cotisation_syndic* cotisations_syndic* carte_syndic* militant_syndic* militante_syndic* representant_syndic* representante_syndic* section_syndic* heures_de_deleg* heures_syndic* decharge_syndic* conge_de_formation_syndic*
		adhere_a_un_syndic* cgt-fo sud-rail sud_rail sud_education syndicat_sud union_syndicale_sol* snuipp* snes-fsu greviste a_fait_greve jours_de_greve_ret* jour_de_greve_ret* affilie_a_la_csc affiliee_a_la_csc membre_de_la_csc`},
	{inspect.SexualLife, `changement_de_sexe change_de_sexe changement_de_genre dysphorie_de_g* trompee_avec l'a_trompee trompe_son_mari trompe_sa_femme infidelite infidelites relation_extra* extraconjug* extra-conjug* adultere travailleuse_du_sexe travailleur_du_sexe
		troubles_de_l'erect* dysfonction_erect* erectil* impuissance_sex* asexuel* intersexe* personne_trans homme_trans femme_trans fille_trans garcon_trans`},
	{inspect.Ethnicity, `d'origine_alger* d'origine_maroc* d'origine_tunis* d'origine_turque d'origine_afric* d'origine_magh* d'origine_seneg* d'origine_malienne d'origine_camer* d'origine_congol* d'origine_ivoir* d'origine_comor* d'origine_arabe d'origine_kurde
		d'origine_syr* d'origine_afgh* d'origine_roum* origine_ethn* tsigan* gitan gitans refugie_polit* refugiee_polit* refugie_syr* refugiee_syr* refugie_ukr* refugiee_ukr* refugie_afg* statut_de_refug* obligation_de_quitter_le_terr* deboute_du_droit_d'as*
		deboutee_du_droit_d'as* deboutes_du_droit_d'as* deboute_de_sa_demande_d'as* couleur_de_peau couleur_de_sa_peau peau_noire personne_noire de_type_magh* de_type_afric* enfant_metis* est_metis est_metisse issu_de_l'immig* issue_de_l'immig* est_immigre
		est_immigree famille_immigree parents_immigres apatride* regroupement_fam* protection_subsid* mineur_non_acc* mineure_non_acc* mineurs_non_acc* demande_d'asile carte_de_sejour carte_de_resident est_rom famille_rom les_roms`},
}
