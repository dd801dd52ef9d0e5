package detect

import "github.com/postlock/postlock/inspect"

// headingsFrench are French words of headings; see headingWords.
var headingsFrench = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `nom_d_epou* nom_d_usage nom_de_fam* nom_de_jeune_fille* nom_de_naiss* nom_famille* nom_jeune_fille nom_marital nom_naiss* nom_patronym* nom_usage patronyme*`},
		{kind: kFull, words: `nom_complet* nom_de_la_mere nom_du_defunt nom_du_pere nom_et_prenom* nom_prenom* noms_et_prenoms prenom_et_nom prenom_nom prenoms_et_nom*`},
		{kind: kPay, words: `montant_de_la_dette* montant_des_imp* montant_don* montant_du_don* traitement_brut*`},
		{kind: kThing, words: `annee_de_naiss* dep_naiss* departement_de_naiss* langue_maternelle* lieu_de_naiss* lieu_naiss* n_adherent* n_client* n_de_client* n_de_licence* n_eleve* n_membre* nb_enf*
		nbre_d_enf* no_adherent* nom_commercial* nom_d_utilisateur* nom_de_domaine* nom_de_l_association* nom_de_l_ecole* nom_de_l_entreprise* nom_de_l_equipe*
		nom_de_l_etablissement* nom_de_l_evenement* nom_de_la_commune* nom_de_la_societe* nom_de_la_voie* nom_du_club* nom_du_fichier* nom_du_groupe* nom_du_produit*
		nom_du_projet* nom_du_site* nom_fichier* nom_scientifique* nom_utilisateur* nom_vernaculaire* nombre_d_enf* numero_adherent* numero_client* numero_de_membre*
		numero_etudiant* ordre_de_naiss* pays_de_naiss* rang_de_naiss* ville_de_naiss*`},
		{kind: kSpecial, attr: inspect.Health, words: `besoin_partic* cause_du_dec* date_d_acc* date_d_hosp* date_d_operation_chir* date_prevue_d_acc* motif_arret* motif_d_arret* statut_vaccin* terme_prevu traitement_med*
		type_de_handicap*`},
		{kind: kSpecial, attr: inspect.Religion, words: `date_de_conf* date_du_bapt* lieu_de_bapt* paroisse_de_bapt* premiere_comm* profession_de_foi`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `pays_d_origine_parents statut_de_refug* statut_refug* type_de_titre*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `identite_de_genre*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `date_d_ecrou* date_de_lib* date_de_sortie_de_pris* n_ecrou numero_d_ecrou`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `information_preocc* sans_domicile* situation_de_precar* situation_soc*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `petit_nom prenom_usage surnom*`},
		{kind: kFull, words: `abonne abonnee abonnes allocataire* apprenant* apprenti* assure assuree assures ayant_droit* bapteme_de baptise_nom benevole* catechumene* communiant* condamne condamnes
		confirmand* coureur* debiteur_nom defunt* demandeur* demandeuse* detenu* enfants epoux etudiant* fiance fiancee fratrie* frere_soeur freres_et_soeurs futurs_epoux
		heberge* heritier* inscrit inscrite inscrits interesse* joueur* joueuse* licencie licenciee licencies locataires majeur_prot* marraine* mineur mineurs mis_en_cause
		nageur* nageuse* nom_du_debiteur paroissien* parrain* personne_accomp* personne_accue* personne_prise* plaignant* prevenu* pupille* refugie* resident* retraite retraitee
		retraites sinistre_nom stagiaire* temoin temoins usagers victime*`},
		{kind: kEmail, words: `adresse_courr* adresse_de_mess* adresse_e_mail* adresse_elect* adresse_m_el* adresse_mail* adresse_mess*`},
		{kind: kPhone, words: `coordonnees_tel* joignable* n_d_urg* n_port* num_tel* numero_d_urg* portables tel_bur* tel_dom* tel_fixe* tel_perso* tel_pro* tel_trav* tel_urg*`},
		{kind: kStreet, words: `adresse_dom* adresse_postale* complement_adr* complement_d_adr* demeurant* domicilie* libelle_voie lieu_dit logement* n_de_voie n_voie`},
		{kind: kPostcode, words: `code_post* cp_commune cp_ville`},
		{kind: kTown, words: `=commune =localite canton commune_de_resid* departement lieu_de_resid* lieu_de_vie quartier* residence_princ* ville_de_resid*`},
		{kind: kBirth, words: `anniversaire* date_nais* ddn dt_naiss* ne_e`},
		{kind: kID, words: `carte_vitale* cni ine ins_patient insee_n* n_carte_id* n_carte_vit* n_cni n_d_assure* n_d_ident* n_etranger* n_insee n_national n_permis* n_securite_soc* n_titre_de_sej*
		no_insee num_secu* numero_carte_d_id* numero_d_assure* numero_de_carte_d_id* numero_de_carte_vit* numero_de_permis* numero_etranger* numero_ine numero_insee numero_nat*
		permis_de_conduire*`},
		{kind: kIBAN, words: `compte_n* coord_banc* coordonnees_banc* domiciliation_banc* n_compte num_compte numero_compte releve_d_ident* titulaire_et_iban`},
		{kind: kClass, words: `classe_actu* classe_frequ* niveau_de_classe niveau_scol*`},
		{kind: kPay, words: `arriere arrieres arrieres_* bulletin_note* dette* impaye* impayes moyenne_gen* patrimoine remuneration* ressources* revenu* revenus* salaires taux_horaire*`},
		{kind: kSpecial, attr: inspect.Health, words: `accident_du_trav* aesh aide_tech* ald antecedents_chir* antecedents_fam* appareil_aud* aptitude_med* arret_de_trav* arret_mal* asthm* besoins_educ* besoins_part*
		besoins_spec* certificat_med* contre_indic* degre_d_auton* dossier_mdph dyslex* etat_de_sante fauteuil_r* fiche_sanit* informations_med* invalid* lunettes_app*
		maternite_terme mdph motif_d_hosp* motif_de_consult* motif_hosp* ordonnance* perte_d_auton* regime_sans* renseignements_med* restriction_alim* restrictions_alim*
		soins_inf* suivi_med* suivi_psych* tension_art*`},
		{kind: kSpecial, attr: inspect.Religion, words: `pratiquant* premieres_comm* sacrements`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `couleur_de_p*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `bracelet_elec* casier_jud* chef_d_acc* chefs_d_acc* duree_de_la_peine ecrou garde_a_vue* incarcer* mandat_de_dep* mise_en_exam* motif_d_incarc* sursis*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `aah aeeh aide_alim* aide_financ* allocation_log* bourse_soc* bourse_sur_crit* boursier* chomage* cmu curatelle* epicerie_soc* famille_d_acc* mesure_asse* mesure_de_prot*
		mesure_educ* n_caf placement_ase precar* qf quotient_fam* ressources_men* rsa secours_exc* surendett* tutelle*`},
	},
	roles: []roleRule{
		{roleChild, `eleves enfants`},
		{roleContact, `interlocut*`},
		{roleEmergency, `a_prevenir* en_cas_d_urg* personne_de_conf*`},
		{rolePartner, `compagne compagnon concubin* conjoint* epouse epoux_ep* pacse*`},
		{roleParent, `detenteur_de_l_aut* parents_s representant_leg* responsables_leg* tuteur* tuteur_leg*`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `aide autonomie gir observations pai pps symptomes traitement troubles`},
		{attr: inspect.Religion, words: `culte paroisse`},
		{attr: inspect.Ethnicity, words: `origine`},
		{attr: inspect.Criminal, words: `b2 b3 jugement peine peines`},
		{attr: inspect.SocialCare, words: `aides apl assistante_sociale caf css placement prestation prestations secours signalement travailleur_social`},
	},
}
