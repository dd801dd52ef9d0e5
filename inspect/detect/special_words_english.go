package detect

import "github.com/postlock/postlock/inspect"

// englishWords are further specialWords: what English offices, schools, courts and
// surgeries call it.
var englishWords = []specialList{
	// lungs, heart and vessels, glands
	{inspect.Health, `emphysem* pulmonary_* pleurisy *pleuritis arrhythm* arritm* cardiomyop* a_stroke strokes mini_stroke aneurysm* thrombophleb* dvt low_blood_press* varicose graves'_disease
		graves_disease addison's addisons_disease cushing's cushings_synd* crohn's crohns endocardit* myocardit* pericardit* heart_bypass heart_trouble heart_problem*
		heart_defect hole_in_the_heart hole_in_her_heart hole_in_his_heart heart_palpit* palpitations chest_pain* shortness_of_breath breathless* oxygen_at_home home_oxygen
		raynaud* hyperthyr* hashimoto's goitre`},
	// digestion, kidneys, childbed
	{inspect.Health, `irritable_bowel* bowel_cancer bowel_disease acid_reflux reflux_disease hiatus_hernia fatty_liver liver_disease liver_failure pancreatit* pankreatit*
		diverticul* haemorrhoid* hemorrhoid* piles_op* pcos polycystic fibroid* stillbirth stillborn still_birth pre-eclamps* preeclamps* eclampsia hyperemesis
		postpartum_* post-natal_dep* ectopic_pregn* high-risk_pregn* expecting_a_baby expecting_twins weeks_pregnant fertility_clinic gestational_*
		pelvic_girdle pelvic_floor prolapse* bladder_prob* bowel_prob* overactive_bladder soiling soils_himself soils_herself encopres* in_nappies wears_nappies catheteris*
		nephrotic nephritis kidney_infect*`},
	// nerves, senses, bones
	{inspect.Health, `cluster_headache* motor_neurone als_diagn* with_als has_als down's_syndrome down's_synd* downs_syndrome speech_delay* speech_impair* speech_disord* 		language_delay stutter* hearing_impair* hearing_loss hearing_aids cochlear* detached_retina retinal_det* glaucom* glaukom* meniere's menieres 		essential_tremor neuropath* neuralgia trigeminal* meningit* encephalit* hirnhautentz* hjernehinde* hersenvlies* frozen_shoulder tennis_elbow carpal_tunnel
		tendonit* tendinit* tendinopath* bursitis dislocat* arthroscop* spinal_* slipped_dis* herniated* prolapsed_disc spondyl* ankylosing* club_foot clubfoot
		talipes hip_dysplas* hypermobil* ehlers-danlos* marfan* muscular_atroph* muscle_wast* muscle_dis* brittle_bon* dwarfism achondropl* guillain* myastheni* narcolep*
		restless_legs has_fits absence_seiz* febrile_conv* visual_impair* sight_impaired partially_deaf profoundly_deaf lip-reads fibromyal* lupus_*`},
	// skin, infections, food
	{inspect.Health, `acne rosacea vitiligo psoriat* urticari* has_shingles impetigo cellulitis ringworm athlete's_foot verruca* malaria dengue
		whooping_cough pertussis keuchhust* kinkhoest* kikhoste kighoste scarlet_fever scharlach roodvonk skarlagensf* skarlakansf* slapped_cheek hand_foot_and_mouth
		hand,_foot_and_mouth glandular_fever norovirus* rotavirus* food_poison* salmonell* campylobact* legionell* c._diff c_diff clostrid* polio tetanus bird_flu
		swine_flu stomach_flu gastric_flu tummy_bug diarrhoea* dehydrat* hypotherm* heat_stroke heatstroke nut-free_diet low_fodmap cow's_milk_allerg* cow's_milk_prot*
		dairy-free wheat_intol* fructose_intol* histamine_intol* feeding_tube nasogastric ng_tube peg_feed* peg_tube tube_fed tube-fed tracheost* tracheot* obese
		obesity* *obesitas adipositas fettleib* overvaegtig* gastric_band gastric_sleeve bariatric* underweight malnourish* malnutri* weight_loss_surg* phenylket* pku galactos*
		mcad*`},
	// mind, what is done, what is needed
	{inspect.Health, `psychosis psychotic* postnatal_dep* stress-related_* work-related_stress stressed_out burnt_out burned_out insomnia sleep_problem* night_terrors hearing_voices
		hears_voices paranoi* personality_dis* bpd eupd emotionally_unstable_* gender_dysph* gender_incong* dissociat* phobia agoraphob* claustrophob* health_anxiety
		anxious_and_* body_dysm* anger_managem* complex_trauma childhood_trauma attachment_diff* oppositional_def* conduct_disorder
		sensory_process* sensory_issues sensory_seek* developmental_del* development_delay global_delay delayed_development learning_disab* learning_difficult*
		pathological_dem* pda_profile fasd foetal_alcohol fetal_alcohol ehcp_for ehc_plan_for send_support one-to-one_support
		alcohol_depend* alcohol_misuse alcohol_problem alcohol_abuse drug_misuse drug_abuse drug_problem drug_addict* substance_misuse substance_abuse substance_use_dis*
		smells_of_alcohol smelt_of_alcohol drunk_at_work vapes_daily heavy_smoker relapsed had_a_relapse in_a_hospice hospice_care hospice_bed life-limiting life_limiting
		terminal_illness terminal_cancer do_not_resus* dnacpr dnar organ_transpl* liver_transpl* bone_marrow_transpl* stem_cell_transpl* on_the_transplant_list vasectom*
		tonsillectom* tonsils_out adenoid* grommet* appendix_out appendectom* appendicectom* colonoscop* endoscop* gastroscop* colposcop* laparosc* angioplast* stent_fitted
		stents_fitted caesarean_* c-section gallbladder* hernia_op* hernia_repair cataract_op* lumpectom* biops* keyhole_surg* day_surgery awaiting_surgery recovering_from_surg*
		had_an_operation having_an_operation for_an_operation abnormal_blood abnormal_smear abnormal_scan waiting_for_test_res* suspected_cancer cancer_diagn* cancer_scare
		lump_in_her_* lump_in_his_* smear_test_result unfit_for_work fit_note sick_note long-term_sick* phased_return off_with_stress signed_off_with*
		occupational_health_ref* reasonable_adjustments_for
		is_expecting_a torn_ligament* torn_cartil* torn_menis* torn_acl torn_achil* torn_rotator* ruptured_append* ruptured_achil* ruptured_spleen ruptured_disc hand_tremor* has_gout with_gout gout_attack gout_flare* suffers_from_gout on_a_ventilator on_hrt tuberculos* has_vertigo vertigo_attack* suffers_from_*
		has_head_lice
		stammer stammers stammering`},
	{inspect.SocialCare, `pip_claim pip_award gets_pip receives_pip on_pip dla_award* dla_claim* dla_payment* on_dla gets_dla receives_dla gets_dla receives_dla on_dla on_esa gets_esa receives_esa pupil_premium looked-after_* looked_after_by_the_loc*
		care_leaver* foster_child* foster_care* foster_par* fostered_by in_kinship* kinship_care special_guardian* adopted_child adopted_from adopted_at placed_for_adoption
		adoption_placement temporary_accomm* emergency_accomm* b&b_accomm* debt_relief_order debt_managem* declared_bankrupt
		bankruptcy_pet* individual_voluntary_arr* county_court_judg* ccj ccjs hardship_grant hardship_pay* crisis_grant crisis_loan discretionary_housing*
		can't_afford_food cannot_afford_food struggling_financ* financial_hardship financial_diffic* benefit_cap bedroom_tax benefits_sanction* sanctioned_by_the_job* on_benefits
		living_on_benefits income_support income-based_* working_tax_cred* child_tax_cred* free_school_meal* fsm_eligible eligible_for_fsm neglected_by emotional_abuse
		physical_abuse fgm female_genital* forced_marriage honour-based* trafficked human_traffick* modern_slavery supervised_contact care_order
		care_proceed* court_of_protec* social_worker_is social_worker_has social_worker_inv* allocated_social_w* known_to_social* social_services_inv* mash_ref*
		section_47 section_17 section_20 deprivation_of_lib* dols lasting_power_of* lacks_capacity lacks_mental_cap* respite_care respite_stay
		home_care_package care_package_of care_needs_assess* in_a_care_home domestic_viol* domestic_abus* at_the_refuge in_a_refuge to_a_refuge marac fled_an_abusive
		coercive_contr* rough_sleep* sleeping_rough sleeps_rough no_fixed_abode no_fixed_address no_recourse* hoarding_dis* self-neglect* food_parcel* foodbank_vouch*
		food_bank_vouch* personal_indep*
		bailiffs_at bailiffs_have bailiffs_call* early_help_plan early_help_assess*
		is_a_young_carer young_carer_for in_supported_living in_sheltered_acc*
		declared_bankrupt went_bankrupt`},
	{inspect.Criminal, `manslaughter attempted_murder murder_charge convicted_of found_guilty pleaded_guilty raped rape_charge rape_conv* rape_alleg* indecent_* sexual_offen*
		sexual_assault* sexually_assault* child_abuse_image* drug_driving drug-driving dangerous_driving careless_driving driving_without_ins* driving_while_disq*
		disqualified_from_dri* driving_ban banned_from_driving drink-drive drink_drive* possession_of_drugs possession_with_int* possession_of_class* class_a_drugs class_b_drugs
		intent_to_supply intent_to_sell drug_traffick* county_lines benefit_fraud fraud_by_* convicted_fraud* fraud_charge* embezzl* theft_from* theft_of* stole_from
		stealing_from caught_stealing harassment_conv* harassment_order stalking_* convicted_stalk* coercive_control breach_of_the_peace offensive_weapon bladed_article
		carrying_a_knife affray perverting_the_course perjury police_caution cautioned_by cautioned_for formal_caution conditional_disch* absolute_discharge community_payback
		on_licence_from released_on_lic* curfew_order home_curfew remanded_in_* remand_pris* sex_offender* sexual_harm_prev* violent_offen* young_offend*
		repeat_offen* ex-offend* ex-prison* ex-con reoffend* enhanced_dbs_shows dbs_disclos* spent_convict* unspent_convict* previous_convict* criminal_convict* criminal_damage*
		reprimand_for youth_offending* referral_order asbo anti-social_behaviour_ord* criminal_behaviour_ord* antisocial_behav* gang-related
		gang_member prevent_referral channel_referral radicalis* counter-terror* fined_for fined_by_the_court months_in_prison years_in_prison months_imprison* years_imprison*
		months'_imprison* years'_imprison* months_suspended months'_custody prison_sentence custodial_sent* custody_sent* on_parole parole_board served_time did_time behind_bars
		locked_up_for arrested_on arrested_after arrested_in police_interview under_caution court_appearance_for
		charged_with_theft charged_with_assault charged_with_poss* charged_with_dri* charged_with_murd* charged_with_fraud charged_with_rape charged_with_burg* charged_with_robb* in_prison_for in_prison_until in_prison_since currently_in_prison
		youth_rehabilitation_ord*`},
	{inspect.Religion, `catholic catholics roman_catholic rc_church church_of_scotland church_in_wales presbyterian* pentecostal* jehovah's_wit* seventh-day_adv* seventh_day_adv*
		salvation_army_memb* unitarian latter-day_saint* latter_day_saint* greek_orthodox russian_orthodox coptic* shia shiite sunni ahmadi* ahmadiyya sufi_muslim hinduism sikhs
		sikhism buddhism judaism orthodox_jew* jewish_faith wiccan agnostic atheist converted_to_isl* converted_to_chr* converted_to_cath* convert_to_islam
		practising_muslim practising_cath* practising_christ* devout_* born-again no_religion christian_faith muslim_faith rastafar* scientolog* druze alevi*
		zoroastrian*`},
	{inspect.SexualLife, `lesbian lesbians bisexual gay_man gay_woman gay_couple is_gay came_out transgender trans_pupil trans_student trans_boy trans_girl trans_pers* non-binary nonbinary
		genderqueer gender-fluid gender_fluid genderfluid asexual pansexual intersex transition_from_m* transition_from_f* transitioned_from pronouns_are deadname* hiv_prep
		extramarital* affair_with sex_worker sex_work prostitut* escort_work`},
	{inspect.Union, `unison_memb* unite_memb* gmb_memb* gmb_rep* usdaw_memb* pcs_memb* neu_memb* nasuwt_memb* unison_rep* unite_union unison_steward* union_rep union_reps union_member*
		union_dues union_subs* on_strike_with bma_memb* bma_rep* rcm_memb* aslef_memb* rmt_memb* cwu_memb* fbu_memb* unionised`},
	{inspect.Ethnicity, `black_caribb* black_afric* white_and_black* white_and_asian mixed_herit* mixed_ethnic* dual_heritage bangladeshi* pakistani* british_pakis* british_bangl* british_indian*
		roma_famil* romany traveller_famil* traveller_child* gypsy_roma* gypsy/roma* eritrean* ethiopian* somalian* sudanese syrian_ref* iraqi_kurd* iranian_asyl*
		ukrainian_ref* rohingya* uyghur* tigrayan* refused_asyl* asylum_claim* asylum_appl* seeking_asylum failed_asylum* unaccompanied_asyl* unaccompanied_minor* leave_to_remain
		undocumented_migr* illegal_immigr* overstayed_* right_to_remain`},
}
