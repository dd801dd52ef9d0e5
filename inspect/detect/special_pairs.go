package detect

import (
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// What takes two words to say: a leg is nothing and to break nothing, but a broken leg
// is an illness, in whichever order a language has them and with what lies between.

// specialPair is a list of words each of which says something with a word of another
// list near it. Both are written as those of a specialList; only the words of the second
// may be phrases, and a star stands at their ends only.
type specialPair struct {
	attr  inspect.Attribute
	words string
	with  string
}

// pairApart is how far apart in bytes the two stand, with no end of a sentence between.
const pairApart = 48

// partners are the words of the second list of a pair, each with a blank behind it unless
// anything may follow.
type partners struct {
	words  map[uint][]string // by the startBit of their first two letters
	starts [16]uint64        // a filter of these
}

var partnerMarks = strings.NewReplacer("_", " ", "'", " ")

func partnersOf(words string) *partners {
	with := &partners{words: map[uint][]string{}}
	for w := range strings.FieldsSeq(words) {
		w, open := strings.CutSuffix(partnerMarks.Replace(w), "*")
		if !open {
			w += " "
		}
		b := startBit(w[0], w[1])
		with.words[b] = append(with.words[b], w)
		with.starts[b>>6] |= 1 << (b & 63)
	}
	return with
}

// startBit is the number of a bit for the first two bytes of a word, large or small; the
// second may be what stands behind a word of one letter.
func startBit(a, b byte) uint {
	if partsWords(b) {
		b = ' '
	}
	return uint(a&31)<<5 | uint(b&31)
}

// mayStart tells whether one of the partners can begin with two bytes.
func (with *partners) mayStart(a, b byte) bool {
	n := startBit(a, b)
	return with.starts[n>>6]&(1<<(n&63)) != 0
}

// standIn tells whether one of the partners stands in a folded text whose words have
// one blank between them and blanks at its ends.
func (with *partners) standIn(near []byte) bool {
	for i := 1; i+1 < len(near); i++ {
		if near[i-1] != ' ' || !with.mayStart(near[i], near[i+1]) {
			continue // nearly always
		}
		for _, w := range with.words[startBit(near[i], near[i+1])] {
			if rest := near[i:]; len(rest) >= len(w) && string(rest[:len(w)]) == w {
				return true
			}
		}
	}
	return false
}

// partsWords tells whether a byte stands between the words of pairs.
func partsWords(c byte) bool { return letterCodes[c] == 0 || c == '.' }

// mayStandIn tells quickly whether one of the partners can stand in a text that need not
// be folded: a word begins as one of them does, or with a letter beyond ASCII.
func (with *partners) mayStandIn(text string) bool {
	parted := true
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf { // it may fold to a mark
			if parted && utf8.RuneStart(c) {
				return true
			}
			parted = true
			continue
		}
		if parted && !partsWords(c) {
			next := byte(' ')
			if i+1 < len(text) {
				next = text[i+1]
			}
			if next >= utf8.RuneSelf || with.mayStart(c, next) {
				return true
			}
		}
		parted = partsWords(c)
	}
	return false
}

// near tells whether one of the partners stands near the word between two bytes.
func (with *partners) near(text string, from, to int) bool {
	before, behind := text[max(0, from-pairApart):from], text[to:min(len(text), to+pairApart)]
	if !with.mayStandIn(before) && !with.mayStandIn(behind) {
		return false // mostly
	}
	for i := sentenceBreak(before); i >= 0; i = sentenceBreak(before) {
		before = before[i+1:]
	}
	if i := sentenceBreak(behind); i >= 0 {
		behind = behind[:i]
	}
	var buf [4*pairApart + 8]byte
	near := append(buf[:0], ' ')
	near = appendFold(near, before)
	near = append(near, '|') // what stands before is not continued behind
	near = appendFold(near, behind)
	near = append(near, ' ')
	for i, c := range near {
		if partsWords(c) {
			near[i] = ' '
		}
	}
	return with.standIn(near)
}

// sentenceBreak is the first mark in a text with which a sentence ends and a capital
// follows, or -1: "500 kr. fra" goes on.
func sentenceBreak(s string) int {
	for i := 0; i+2 < len(s); i++ {
		if s[i+1] == ' ' && strings.IndexByte(".!?", s[i]) >= 0 && isCapital(s[i+2:]) {
			return i
		}
	}
	return -1
}

// paired are the special categories that a text says in pairs of words; to name both is
// to say something of somebody.
func (s *specials) paired(text string) (found inspect.Attributes) {
	for from, end := 0, 0; from < len(text); from = end + 1 {
		end, _ = readWord(text, from)
		var buf [64]byte
		word := withoutMarks(appendFold(buf[:0], text[from:end]))
		for _, m := range s.ledBy(word) {
			if m.with != nil && m.begins(word) && m.with.near(text, from, end) {
				found |= inspect.Set(m.attr)
			}
		}
	}
	return found
}

// specialPairs are what secretaries, teachers, neighbours and night nurses say, in
// Danish, Dutch, English, German and, where the words are the same, their neighbours.
var specialPairs = []specialPair{
	// bones and joints, and what befalls them
	{inspect.Health, `hip hips leg legs arm arms wrist* ankle* shoulder* collarbone* elbow* knee knees toe toes finger* thumb* rib ribs jaw nose pelvis heel hofte* hoften hoft* armen handled* skulder* kraveben* nyckelben* ankel* anklen albue* armbag* knae* foden foten ryggen ribben* kaebe* naese* tommel* larben* overarm* underarm*
		heup* been benen arm pols polsen enkel* schouder* sleutelbeen* elleboog* knie knieen voet voeten rug rib ribben kaak neus bekken duim* hand handen huft* bein beine beinen handgelenk* knochel* schulter* schlusselbein* ellbogen* fuss* ferse rucken wirbel* rippe* kiefer becken zeh* oberschenkel* unterschenkel* oberarm*
		bras* jambe* poignet cheville epaule genou hanche gamba braccio polso caviglia spalla ginocchio anca pierna brazo muneca tobillo hombro rodilla cadera noge nogi reka reke nadgarstek kostke bark biodro kolano`,
		`broke broken breaks fractur* dislocat* sprained twisted torn replaced in_plaster in_a_cast swollen hurts aches painful braekket braekkede braek brukket brakk brekker brutit brot bryter brack i_gips opereret opereres operert opererad forstuvet vrikket vred_om haevet gor_ondt smerter ondt_i ont_i vondt_i verbrand_*
		gebroken brak breekt gekneusd verstuikt verzwikt ontwricht gescheurd in_het_gips geopereerd gezwollen doet_pijn pijn_in pijn_aan last_van gebrochen brach bricht verstaucht gezerrt gerissen operiert im_gips eingegipst verrenkt geprellt geschwollen tut_weh tun_weh schmerzt schmerzen_in schmerzen_im
		casse cassee fracture rotto rotta fratturat* roto rota fracturad* zlamal zlamala`},
	{inspect.Health, `rucken ryg ryggen rug`, `wegen fallt_aus ausgefallen krank mit_dem mit_ihrem mit_seinem ondt ont vondt darlig darlige dalig last_van versleten slechte kaputt* schlimm* ligger_med hjemme_med thuis_met knaekket thuis`},
	// what somebody cannot do any more
	{inspect.Health, `stairs trapp* trappe trapper trappen trappene trap treppe treppen treppensteig* traplopen`,
		`can't cannot can_no_longer can_only could_not couldn't unable struggles struggled needs_help with_help not_manage hardly_manage kan_ikke kan_kun ikke_laengere ikke_lenger inte_langre kan_inte svaert_ved med_hjaelp niet_meer kan_niet kan_de_trap_niet nauwelijks moeilijk moeite kann_nicht nicht_mehr nur_mit kaum_noch nicht_allein schafft_die`},
	{inspect.Health, `walk walking swallow breathe breathing wash dress chew stand gehen laufen schlucken atmen waschen anziehen aufstehen lopen slikken ademen wassen aankleden opstaan staan synke traekke vaske klaede rejse bevaege gribe
		write speak spreken sprechen schreiben tale skrive praten`,
		`can_no_longer can_hardly can_barely cannot_*_without no_longer_able unable_to not_able_to needs_help_to needs_help_with needs_help_getting struggles_to trouble* kan_ikke_laengere kan_ikke_selv kan_naesten_ikke har_svaert_ved kan_knap skal_hjaelpes skal_have_hjaelp_til kan_niet_meer kan_nauwelijks kan_niet_zelf kan_bijna_niet moeite_met hulp_nodig_bij hulp_bij
		kann_nicht_mehr kann_kaum nicht_mehr_allein* nicht_mehr_selbst* kann_sich_nicht hilfe_beim schwierigkeiten_beim probleme_beim can't_speak cannot_speak kan_ikke_tale kan_niet_praten kann_nicht_sprechen spricht_kaum`},
	{inspect.Health, `sees ser ziet sieht hort horer hears hoort`,
		`almost_nothing hardly_anything nothing_any_more naesten_ikke naesten_ingenting intet_mere bijna_niets niets_meer bijna_niet_meer nauwelijks_meer fast_nichts nichts_mehr kaum_noch`},
	{inspect.Health, `bil bilen auto autofahren autorijden bilkorsel`, `ma_ikke_kore ikke_laengere_kore ikke_kore mag_niet_meer mag_geen darf_nicht_mehr darf_kein no_longer_drive`},
	{inspect.Health, `drive driving`, `no_longer_allowed not_allowed_to any_more must_no_longer because_of_her_eyes because_of_his_eyes`},
	{inspect.Health, `alone allein alleine alene alleen`,
		`can_no_longer_be_left cannot_be_left can't_be_left must_not_be_left not_safe ma_ikke_vaere kan_ikke_vaere kan_ikke_laengere_vaere kan_ikke_laengere_bo kan_niet_meer kan_niet_*_gelaten niet_*_gelaten_worden kann_nicht_mehr_allein* nicht_mehr_allein_bleib* nicht_allein_bleib*`},
	{inspect.Health, `still stille stil stillsitz* stilzit* stillesitt*`,
		`can't_sit cannot_sit can_not_sit kan_ikke_sidde kan_ikke_sitte kan_inte_sitta kan_niet kann_nicht`},
	{inspect.Health, `home hjem huis hause heim bus street gaden straat`,
		`does_not_know_the_way doesn't_know_the_way cannot_find can't_find_her can't_find_his forgets_where kan_ikke_finde finder_ikke fandt_ikke weet_de_weg kan_de_weg findet_den_weg findet_nicht den_weg_nach`},
	{inspect.Health, `house huset haus deur wohnung lejligheden`,
		`does_not_leave doesn't_leave never_leaves hardly_leaves won't_leave will_not_leave stopped_leaving forlader_ikke forlader_aldrig kommer_ikke_ud_af komt_haar_huis_niet komt_zijn_huis_niet komt_de_deur_niet verlasst_das verlasst_kaum geht_nicht_mehr_aus`},
	// eating, drinking, weight
	{inspect.Health, `kilo kilos stone weight vaegt gewicht vikt vekt`,
		`has_lost lost_* lost put_on_a_lot har_tabt tabt_sig gatt_ned gatt_ner tatt_pa taget_pa afgevallen aangekomen_in abgenommen zugenommen verloren`},
	{inspect.Health, `eat eats eating spise spiser eet eten isst essen`,
		`will_not won't refuses_to hardly barely has_stopped vil_ikke vil_ikke_laengere naesten_ikke spiser_ikke wil_niet wil_niets bijna_niets eet_niet nauwelijks will_nicht will_nichts isst_nicht isst_nichts kaum_noch fast_nichts nichts_mehr`},
	{inspect.Health, `alcohol alkohol sprut spiritus vodka schnaps drank snaps beer bier`,
		`smell* smelt reek* lugte* luktade luktet stank stinkt rook ruikt roch riecht smelling has_a_problem problem_with problemer_med probleme_mit`},
	{inspect.Health, `milk maelk melk milch nuts nodder noten nusse nusse erdnusse* peanut* pinda* aeg eieren eier eggs gluten laktose lactose lactosefree fisk fish vis`,
		`cannot_have can't_have may_not_have must_not_have must_not_eat can't_eat cannot_eat taler_ikke kan_ikke_tale ma_ikke_fa ma_ikke_spise taler_inte kan_niet_tegen mag_geen vertragt_kein* vertragt_* darf_keine darf_kein reagiert_auf reagerer_pa reageert_op`},
	{inspect.Health, `drinking dricka drikker drinkt trinkt getrunken drinks drikke drikken`,
		`again igen weer hat_wieder wieder_angefangen_zu started`},
	// falls, hospitals, tests
	{inspect.Health, `fall fell fallen falls faldt faldet falder gevallen viel valt gesturzt sturzte hingefallen gefallen ausgerutscht`,
		`had_a had_another bathroom shower out_of_bed stairs floor bike ladder badevaerels* bruseren sengen trappe* gulvet cyklen stigen isen igen_i badkamer douche uit_bed trap fiets ladder ijs thuis dusche bad aus_dem_bett treppe fahrrad leiter glatteis zu_hause`},
	{inspect.Health, `hospice hospiz hospits hospicet`,
		`moved_to moved_into admitted went_into taken_to lies_in is_now_in flyttet indlagt kommet_pa ligger_pa er_nu_pa gebracht naar_het opgenomen ligt_in verhuisd verlegt ins liegt_im ist_im umgezogen`},
	{inspect.Health, `ambulance ambulancen ambulanse* ambulans rettungswagen krankenwagen notarzt sanitater*`,
		`taken took brought away_by fetched collected hentet hentede kort_af kort_med koerte opgehaald meegenomen afgevoerd gebracht abgeholt mitgenommen hamtad`},
	{inspect.Health, `tested testet getestet getest testade testede`, `positive positiv positief`},
	{inspect.Health, `positiv positive positief`, `er_testet is_getest wurde_getestet has_tested tested_*`},
	{inspect.Health, `nits lice lus lusene luizen lause hovedlus hoofdluis kopflause`, `has have had again har_faet fik igen heeft hebben weer hat haben wieder gefunden fundet gevonden`},
	{inspect.Health, `weeks days months uger dage maneder weken dagen maanden wochen tage monate`,
		`to_live only_a_few only_weeks only_days kun_fa tilbage_at nog_maar_een_paar nog_maar_enkele nur_noch_wenige nur_noch_ein_paar noch_wenige`},
	{inspect.Health, `baby kind kindje barnet`, `lost_the lost_her lost_their has_lost mistet har_mistet mistede verloren verlor kwijtgeraakt`},
	{inspect.Health, `breast breasts bryst brystet brost borst brust`, `lump removed taken_off lost_a knude fjernet knobbel* kwijt verwijderd afgezet amputer* knoten abgenommen entfernt`},
	{inspect.Health, `heart hjertet hjerte hart herz herzen hjarta*`, `bad_heart weak_heart noget_med_hjert* har_noget_med problemer_med aan_het last_van_haar last_van_zijn es_mit_dem es_am mit_dem_herzen trouble_with problems_with`},
	{inspect.Health, `hands haender handen hande handerna`, `shake shakes shaking tremble* ryster rystede skaelver trillen trilden beven zittern zittert skakar`},
	{inspect.Health, `tummy mave maven buik bauch magen stomach`, `trouble upset ache pain_in ondt_i ont_i virus buikpijn griep schmerz* verdorben schlimm*`},
	{inspect.Health, `sore sores sar saar wond wonden wunde wunden`, `not_heal not_healing won't_heal heel heels ikke_vil_hele vil_ikke_hele haelen hiel dichtgaat stuit nicht_zu heilt_nicht nicht_heilt ferse gesass steiss`},
	{inspect.Health, `confused forvirret verward verwirrt unruhig urolig onrustig`, `night nat natten nacht nachts all_night climb wander* wollte_raus wilde_eruit ville_ud wants_to_go_home`},
	{inspect.Health, `carers helpers hjaelpere zorgverleners pflegekrafte leute mensen people`,
		`needs_two needs_2 skal_bruge_to skal_have_to heeft_twee braucht_zwei takes_two`},
	{inspect.Health, `turned vendes gedraaid gedreht omgelegd gelagert umgelagert`, `every_two_hours every_three_hours hver_anden_time hver_tredje_time om_de_twee_uur om_de_drie_uur alle_zwei_stunden alle_drei_stunden`},
	{inspect.Health, `tube slang slangen sonde`, `fed feed* by_tube ernahrt voeding* gevoed mad_gennem far_mad`},
	{inspect.Health, `vaccinated jab vaccineret vaccinert gevaccineerd geimpft impfen vaccinere`, `not_been has_not refuse* reaction_to ikke nej_til niet weigeren weigert nicht verweiger* lehnen_ab`},
	{inspect.Health, `bed seng sengen bett`, `wets wet_the wetting tisser plast plast_nog nasst can't_get_out not_get_out does_not_get_out doesn't_get_out kommer_ikke_ud_af komt_haar_bed komt_zijn_bed niet_uit kommt_nicht_aus kommt_morgens_nicht nicht_aus_dem`},
	{inspect.Health, `cries crying graeder huilt weint gratt grater`, `a_lot every_day meget hele_tiden hver_dag veel de_hele_dag elke_dag viel staendig standig jeden_tag`},
	{inspect.Health, `psychologist psychiatrist psykolog psykologen psykiater psycholoog psychiater psychologe* psychologin therapie therapist therapy terapi`,
		`sees_a seeing_a is_seeing goes_to going_to gar_til hos_en gaar_til gaat_naar loopt_bij gaat_elke in_behandeling_bij geht_zum geht_zur geht_zu ist_in in_therapie i_terapi in_therapy every_week hver_uge elke_week jede_woche`},
	{inspect.Health, `clean nuchter trocken`, `been_clean has_been_clean is_clean_since clean_for clean_since vaeret_clean er_clean is_clean ist_clean`},
	{inspect.Health, `takes nimmt neemt slikt tager bekommt`, `tablets_for pills_for pillen_tegen tabletten_gegen medicin_mod medicin_for medicijnen_tegen medicijnen_voor something_for_her_nerves antidepress*`},
	{inspect.Health, `life liv leven leben`, `take_her_own take_his_own tage_sit_eget tog_sit_eget tog_livet eind_aan_haar eind_aan_zijn einde_aan_haar einde_aan_zijn sich_das_leben tried_to_end her_own_life his_own_life`},
	// sex
	{inspect.SexualLife, `woman man kvinde mand vrouw frau mann kvinna kone`,
		`lives_with_another lives_together_with bor_sammen_med_en bor_med_en_anden woont_samen_met_een lebt_mit_einer lebt_mit_einem in_love_with_another gift_med_en_anden`},
	{inspect.SexualLife, `affair affaere affare verhouding forhold verhaltnis utro ontrouw unfaithful fremdgegangen`,
		`has_an having_an is_having har_en har_et heeft_een hat_eine hat_ein ist been vaeret is_ontrouw heeft_ontrouw marriage`},
	// faith
	{inspect.Religion, `mosque mosques mosk moske moskeen moskeen moschee moskee moskeeen synagoge* synagogue synagogen gurdwara`,
		`goes_to attends prays praying gar_i gar_til kommer_i beder gaat_naar bidt bezoekt geht_in geht_zur betet besucht`},
	{inspect.Religion, `church kirke kirken kirche kerk kyrkan folkekirken folkekirke folkkyrkan statskirken kosciola eglise chiesa iglesia`,
		`left_the left_our left_her has_left have_left resigned_from from_the forladt meldt_sig_ud meldt_ud udmeldt udtradt meldt_seg_ut utmeldt ausgetreten austritt austreten ausgetretene verlassen uitgeschreven uitschrijven uitgetreden verlaten gatt_ur uttratt wystapil wystapila quitte quittee lasciato lasciata dejado`},
	{inspect.Religion, `ramadan ramadanen ramadans yom_kippur fastenmonat`, `fasts fasting faster fastet vast vasten fastend`},
	// unions
	{inspect.Union, `picket strike strejke* strejken streik* warnstreik* staking stakings* strejk* streiken`, `was_on_the on_the_picket went_on took_part took_part_in joined_the var_med deltog mitgemacht beteiligt hat_gestreikt meegedaan deelgenomen doet_mee`},
	{inspect.Union, `meegestaakt mitgestreikt gestreikt strejkede strejket gestaakt`, `hat heeft har hun han sie er zij hij`},
	// origin
	{inspect.Ethnicity, `syrien syrie syria afghanistan eritrea irak iraq iran ukraine oekraine ukraina somalia sudan sri_lanka jemen yemen kongo congo bosnien bosnia kosovo tyrkiet tsjetsjenie`,
		`fled flygtet flygtede flyktet flydde flytt gevlucht gefluchtet geflohen vluchtte asylum asyl`},
	{inspect.Ethnicity, `roma romani traveller sinti`, `family familie familien is_a_traveller er_roma is_roma ist_sinti`},
	// police and crime
	{inspect.Criminal, `police politi politiet polis polisen politie polizei`,
		`picked_up arrested stopped_by questioned interviewed_her interviewed_him came_for caught charged cautioned brought_home brought_back was_taken taken_away reported_him reported_her wanted_by hentet anholdt afhort sigtet meldt_til kort_hjem ransaget bragt_hjem aangehouden opgepakt verhoord meegenomen thuisgebracht opgehaald gepakt_door
		festgenommen abgeholt vernommen mitgenommen verhort aufgegriffen nach_hause_gebr* gesucht hamtad gripen anhallen`},
	{inspect.Criminal, `knife kniv mes messer`, `excluded expelled brought bringing carried carrying had_a at_school to_school bortvist med_i_skole i_skolen truede truet bij_zich op_school meegenomen geschorst bedreigd mit_in_die_schule in_der_schule mitgebracht dabei bedroht`},
	{inspect.Criminal, `till kasse kassen kassa kas geldkassette`, `stole stealing stolen from_the_till taget_penge tog_penge taget_af stjalet uit_de_kas geld_uit_de gestolen gegriffen gestohlen entnommen_und weggenommen`},
	{inspect.Criminal, `hash hasj weed drugs cannabis koks kokain drogen gras stoffer narkotika wiet coke`, `sells selling sold deals dealing saelger solgt dealer dealt verkoopt verkauft caught_with taget_med gepakt_met betrapt_met erwischt_mit`},
	{inspect.Criminal, `dealt gedealt dealte`, `hat op_het_plein op_school auf_dem_schulhof in_der_schule with_pills heeft_gedealt`},
	{inspect.Criminal, `korekort korekortet rijbewijs fuhrerschein licence driving_licence`, `spiritus* sprut promille alkohol* drank alcohol drink-driv* drunk frataget_korekort* kwijt_door`},
	{inspect.Criminal, `afsone afsoner afsonede reclassering probation bewahrungshelf* kriminalforsorgen`, `skal_afsone i_marts i_fengsel i_faengsel must_see has_to_see moet_naar_de loopt_bij muss_zum meldet_sich_bei under_tilsyn onder_toezicht hos_kriminalf*`},
	// want and debts
	{inspect.SocialCare, `rent husleje* huslejen huur huurachterstand* miete mieten hyra* husleie electricity strom strommen stroom heating gasrekening energierekening energieregning elregning* varmeregning* bills regninger rekeningen rechnungen heizung`,
		`behind owes owing arrears can't_pay cannot_pay can't_afford cannot_afford unable_to_pay could_not_pay been_cut_off help_with bagud bagefter skylder kan_ikke_betale ikke_betalt_sin restance* lukket_for achter loopt_achter achterstand schuldig niet_meer_betalen niet_betalen kan_de_* afgesloten
		im_ruckstand in_ruckstand ruckstand* nicht_mehr_zahlen nicht_mehr_bezahlen nicht_bezahlen nicht_zahlen schuldet abgestellt gesperrt hilfe_bei_der`},
	{inspect.SocialCare, `money penge penger pengar geld rad`,
		`has_no have_no no_money_for not_enough_money har_ikke har_ingen ikke_penge_til ikke_rad_til har_inte geen_geld_voor heeft_geen te_weinig_geld hat_kein kein_geld_fur nicht_genug_geld`},
	{inspect.SocialCare, `debt debts gaeld schulden skulder`, `owes has_debts in_debt har_gaeld kviklan* heeft_schulden hat_schulden hohe_schulden store_gaeld grote_schulden loan_shark* several_lenders verschillende`},
	{inspect.SocialCare, `hardship menighedsplejen menighedspleje sognehjaelpen diakonie diaconie noodfonds notkasse hilfsfonds notfonds nodhjaelp`,
		`received has_asked asked_for gets got faet har_faet soger soegt sogt modtager gekregen krijgt vraagt ontvangt erhalten bekommen bekam beantragt kr euro pounds`},
	{inspect.SocialCare, `sofa sofaen couch bank gulvet`, `sleeps_on sleeps_at sleeping_on sover_hos sover_pa slaapt_bij slaapt_op schlaft_bei schlaft_auf`},
	{inspect.SocialCare, `wohnung lejlighed lejligheden huis home flat haus`, `muss_zum_ersten muss_raus muss_ausziehen moet_per moet_uit_huis het_huis_uit skal_ud_af sat_ud thrown_out_of losing_the losing_her losing_his raumen`},
	{inspect.SocialCare, `sat ausgezogen`, `bliver_sat_ud blev_sat_ud sat_ud_af`},
	{inspect.SocialCare, `tafel voedselbank fodevarebank* foodbank`, `geht_zur holt_bei gaat_naar loopt_bij komt_bij uses_the goes_to is_angewiesen_auf angewiesen_auf`},
	// violence, neglect, custody
	{inspect.SocialCare, `father stepfather mother stepmother husband partner boyfriend faderen faren moren moderen stedfar stedfaren stedfader manden kaeresten stifvader stiefvader vader moeder vriend vater stiefvater mutter stiefmutter ehemann lebensgefahrte* styvfar pappan`,
		`hits beats hit_her hit_him beaten abuses abused threatens violent drinks drinking is_drunk in_prison slar slaar slaet_af slog_hende slog_ham drikker truer voldelig i_faengsel slaat geslagen drinkt dronken bedreigt gewelddadig gevangenis mishandel* schlagt geschlagen schlug trinkt betrunken bedroht gewalttatig gefangnis misshandel* missbrauch*
		may_not_be_coll* may_not_collect must_not_collect may_not_pick not_allowed_to_see not_be_collected court_order no_contact ma_ikke_hente* ikke_hentes kontaktforbud ingen_kontakt mag_niet_door mag_niet_ophalen niet_worden_opgehaald geen_contact darf_nicht_vom darf_nicht_abhol* nicht_abgeholt_werden kein_kontakt kontaktverbot may_not_see`},
	{inspect.SocialCare, `far faderen fars mor`, `ma_ikke_hentes ikke_hentes_af slas_af slaet_af bliver_slaet_af`},
	{inspect.SocialCare, `hungry sulten sulted* honger hungrig breakfast morgenmad madpakke madpakken ontbijt fruhstuck pausenbrot`,
		`to_school comes_to comes_without without_any i_skole kommer_uden uden naar_school op_school zonder_ontbijt zonder_eten zur_schule in_die_schule kommt_ohne comes_to_school_h*`},
	{inspect.SocialCare, `dirty beskidt* snavset* vies vieze vuile smerige schmutzig* dreckig*`, `clothes toj tojet kleren kleding kleidung sachen comes_in kommer_i komt_in kommt_in`},
	{inspect.SocialCare, `neglected forsomt forsommes verwaarloosd vernachlassigt`, `home being hjemme derhjemme bliver thuis wordt hause wird`},
	{inspect.SocialCare, `guardian vaerge vaergen bewind bewindvoerder betreuer betreuerin`, `has_a has_been_given har_en har_faet under_vaergemal onder_bewind staat_onder heeft_een hat_einen hat_eine gesetzlich* legal`},
	{inspect.SocialCare, `services jugendamt familieafdeling* familieafsnit* kommunens jeugdzorg borneforvaltning*`, `social_services_are social_services_is involved in_der_familie hat_das har_en_sag sag_i betrokken_bij heeft_te_maken`},
	{inspect.SocialCare, `abused misbrugt misbruikt missbraucht`, `was is being been af_sin by_her by_his door_haar door_zijn von_ihrem von_seinem wurde wird blev bliver werd wordt`},
	{inspect.SocialCare, `papers papirer papieren papiere`, `has_no without ingen uden heeft_geen zonder hat_keine ohne`},
}
