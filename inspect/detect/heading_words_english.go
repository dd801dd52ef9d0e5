package detect

import "github.com/postlock/postlock/inspect"

// headingsEnglish are English words of headings; see headingWords.
var headingsEnglish = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `birth_name* birthname* family_surname former_name* former_surname* name_at_birth previous_name* previous_surname*`},
		{kind: kFull, words: `deceased_name* file_as first_name_and_surname first_name_last_name first_name_surname forename_surname* last_name_first_name name_of_deceased surname_and_first*
		surname_first_name surname_forename*`},
		{kind: kPay, words: `amount_owed* amount_owing* arrears_am* bonus_am* debt_am* donation_am* gift_am* loan_bal* pay_grade* pledge_am* salary_am* salary_grade*`},
		{kind: kThing, words: `bank_name* brand_name* business_name* campaign_name* city_of_birth client_no client_numb* client_ref* column_name* common_name* company_name* course_name* customer_no
		customer_numb* department_name* dish_name* display_order domain_name* employee_id employee_no employee_number* event_name* field_name* file_name* function_name*
		fund_name* group_memb* group_name* host_name* hotel_name* item_name* job_name* list_name* member_id member_no member_numb* member_rating* member_since membership_fee*
		membership_no membership_numb* membership_stat* membership_type* mother_tongue* name_prefix* name_suffix* no_of_child* number_of_child* number_of_g* number_of_memb*
		number_of_p* number_of_r* number_of_s* number_of_t* number_of_v* office_name* opportunity_name* organisation_id* organization_id* organizational_id* package_name*
		patient_count place_name* plan_name* plant_name* product_name* project_name* pupil_id pupil_no* queue_name* report_name* room_name* school_name* scientific_name*
		server_name* service_name* sheet_name* site_name* species_name* staff_id staff_no staff_numb* station_name* store_name* street_furn* student_id student_no* tab_name*
		table_name* task_name* team_name* town_of_birth trade_name* user_name*`},
		{kind: kSpecial, attr: inspect.Health, words: `=smoker additional_need* additional_support* admission_diag* admission_reason* allergen_info* cause_of_death covid_st* covid_vacc* date_admitted_hosp* date_of_admission
		date_of_diag* date_of_surgery diagnosis_dat* dietary* disability_st* disability_type* dnacpr* dnar due_date_baby expected_date_of_del* fit_note* fit_notes
		health_insur_claim health_status* hiv_stat* icd10 icd_10 icd_code* immunisation_st* immunization_st* injury_date injury_type mobility_aid* mobility_issue* mobility_need*
		nature_of_disab* nature_of_injury pregnancy_st* reason_for_adm* resuscit* sen_prov* sen_supp* smoking_st* special_diet* special_needs* support_need* surgery_dat*
		vaccination_d*`},
		{kind: kSpecial, attr: inspect.Religion, words: `baptism_* baptismal* confirmation_dat* confirmed_on* date_of_bapt* date_of_conf* first_comm* first_holy* holy_comm* parish_of_bapt* place_of_bapt* religious_affil*`},
		{kind: kSpecial, attr: inspect.Union, words: `member_of_union* union_memb* union_name* union_sub* unison_m* unite_m*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `ethnic* immigration_st* leave_to_rem* racial* refugee_st* residence_permit* resident_st* right_to_rem* settled_stat* visa_st* visa_type*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `gender_ident* gender_identity* pronouns_trans sexual_orient*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `charge_dat* conviction_dat* criminal_rec* date_of_release_pris* dbs_ref* dbs_stat* earliest_release* licence_cond* license_cond* offence_code* offence_dat* offence_type*
		offense_type* release_date_cust* release_date_pris* sentence_end* sentence_len*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `benefit_am* benefit_st* benefits_st* care_order* child_protection_st* debt_adv* foster_c* foster_pl* fsm_st* homeless_st* housing_ben* income_supp* looked_after*
		pupil_prem* safeguarding_st* universal_cred* welfare_st*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `=first additional_name* first_nm given_nm legal_first* nickname* nm_first`},
		{kind: kFamily, words: `=last last_nm legal_last* nm_last`},
		{kind: kFull, words: `alumna alumni alumnus appellant+ asylum_seek* beneficiaries beneficiary blood_donor* bride bridegroom camper+ carer carers confirmand+ cubs debtor debtor_name* debtors
		deceased_person defendant+ detainee+ donor_s_name examinee+ foster_child* freeholder+ godfather+ godmother+ godparent+ groom gymnast gymnasts homeowner+ household_memb*
		householder+ infant+ inmate+ insured+ juvenile+ learner+ leaseholder+ lodger+ looked_after_child* mentee+ newborn+ occupant+ occupier+ offender+ organ_donor* orphan+
		parishioner+ patient_s_name pensioner+ plaintiff+ policyholder+ prisoner+ ratepayer+ refugee+ registrant+ respondent+ runner runners scout scouts service_leaver* sibling+
		subscriber+ suspect+ swimmer+ test_taker* toddler+ toddlers trainee+ traveler+ traveller+ victim+ vulnerable_adult* vulnerable_pers* widow widower witness+`},
		{kind: kEmail, words: `inbox_addr*`},
		{kind: kPhone, words: `can_be_reached* contact_mob* contact_ph* contact_tel* emergency_n* emergency_ph* emergency_tel* landline* reachable* reached_at reached_on tel1 tel2 tel3 tel_1 tel_2 telm
		whatsapp_n*`},
		{kind: kStreet, words: `addr* adr1 adr2 apartment billing_addr* billing_street* building_and_street correspondence_addr* flat_no flat_number house_name* house_no lives_at permanent_addr*
		postal_addr* shipping_addr*`},
		{kind: kPostcode, words: `postal_cod* postcodes`},
		{kind: kTown, words: `address_1_city address_city borough* business_city home_city locality neighbourhood* place_of_resid* post_town* residence suburb* village*`},
		{kind: kBirth, words: `b_date bdate* birth_d birthdt date_birth dt_birth`},
		{kind: kAge, words: `age_at_* age_in_* age_now age_of_child age_yrs child_s_age childs_age current_age pupil_age`},
		{kind: kID, words: `alien_n* brp brp_* driver_lic* driver_s_lic* drivers_lic* driving_lic* government_id* govt_id* health_insurance_n* home_office_ref* hospital_no hospital_number*
		id_card_n* id_no identity_card* medicaid* medicare* nat_id personal_ident* residence_permit_n* utr visa_no visa_number*`},
		{kind: kIBAN, words: `aba_n* acc_no acc_number acct_n* acct_num* acctnum* bank_acc bank_acct* direct_debit_acc* routing_n*`},
		{kind: kClass, words: `class_year form_class homeroom* reg_group* registration_gr* tutor_gr* year_gr*`},
		{kind: kPay, words: `annual_pay appraisal_r* basic_pay exam_mark* exam_res* final_mark* gross_pay* hourly_rate* household_inc* monthly_pay net_pay* net_worth outstanding_balance_rent
		performance_r* performance_rev* pledge pledges rent_acc* take_home* test_score* wages`},
		{kind: kSpecial, attr: inspect.Health, words: `adhd admitted_on alcohol_use anxiety* autism autistic behavioral_iss* behaviour_conc* behavioural_iss* blood_p* blood_t* bmi care_plan* cognit* continence* continent
		counselling_need* dementia* diabet* drug_use dyslex* eating_dis* epileps* epipen* falls_history falls_risk hearing_imp* hearing_loss hepatitis* icd ill_since incontinen*
		inhaler* learning_diff* learning_dis* medicines meds mental_h* occupational_h* off_since operations_medical physical_lim* physical_restr* prescription* presenting_prob*
		reason_for_ref* reasonable_adj* referral_reas* self_harm* sight_loss substance_mis* tb_status visual_imp* visually_imp* weight_bmi`},
		{kind: kSpecial, attr: inspect.Religion, words: `baptised_on* christened* christening* confirmed_in religious_obs*`},
		{kind: kSpecial, attr: inspect.Union, words: `trade_unions`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `asylum_claim* country_of_asylum`},
		{kind: kSpecial, attr: inspect.Politics, words: `political_v* politics_aff* voting_int*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `arrest* arrested_for bail bail_cond* crime crimes custodial* custody_st* felon* felony garda_vet* misdemean* penalty_points police_check* prison* probation_off*
		spent_conv*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `adoption_ord* bursary_reas* care_leaver* carer_s_allow* carers_allow* children_s_serv* council_tax_red* council_tax_supp* dla_* domestic_ab* domestic_viol* early_help*
		food_parcel* food_voucher* free_meal* free_meals guardianship_ord* hardship* homeless* jobseeker* jsa means_test* pip_* section_17 uc_* young_carer*`},
	},
	roles: []roleRule{
		{roleEmergency, `in_case_of* nearest_rel*`},
		{roleParent, `caregiver* carer carers foster_car*`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `depression edd injuries injury notes_medical send support symptom treatment weight`},
		{attr: inspect.Religion, words: `church`},
		{attr: inspect.Ethnicity, words: `origin`},
		{attr: inspect.Politics, words: `party`},
		{attr: inspect.Criminal, words: `caution charge charges disclosure parole prison probation sentence`},
		{attr: inspect.SocialCare, words: `cin dla lac pip placement pp support_received`},
	},
}
