package detect

import (
	"strings"
	"sync"

	"github.com/postlock/postlock/inspect"
)

// specialWords are what stands in cells and sentences, unlike headings. A * is
// as in headingRules. Words are folded. They name a state of a person, not a
// topic: "epilepsy" is here, "hospital" is not.
var specialWords = []struct {
	attr  inspect.Attribute
	words string
}{
	{inspect.Health, `in_hospital hospitalised hospitalized signed_off im_krankenhaus in_het_ziekenhuis pa_hospitalet pa_sygehus* hjertesvigt* herzinsuffizienz hartfalen heart_failure *kanker* *kraeft *krebs *allergi* *allergy *allergisch* *allergisk* *intoleran* gluten* *glutenvrij* *glutenfri* *glutenfrei* coeliak* colia* zoliak* celiac* coeliac* laktose* lactose*
		noten notenallergi* nodder nodderne nuts nut_allergy nut_allergies tree_nuts nusse noten/pinda aeg aeggeallerg* hasselnod* haselnuss* hazelnoot hazelnut* skaldyr* schalentier* schaaldieren shellfish birkepol* pollen* pollenallerg* hveps* wasp_sting* bistik type_1-diab* type_1_diab* typ_1-diab* typ-1-diab* type_2-diab* diabetiker* diabetic* *nussallerg* pinda* jordnod* erdnuss* peanut*
		epilep* epipen* adhs asd ptsd tourette* astma* asthma* *diabet* adhd add autis* asperger* dysle* dyskalk* dyscal* downsyndro* down_syndrome down_syndroom
		*medicatie* *medicijn* medication* *medikament* *medicin medicine ritalin* insulin* epipen* inhalator* inhaler*
		*beperking* *behinderung* *behindert* handicap* *handikap* disabled disabilit* rolstoel* rollstuhl* korestol* wheelchair* slechthorend* schwerhorig* horehaemmet* deaf blind* slechtziend* sehbehindert*
		depressi* angst* burnout psychose* psychiatr* schizo* bipolar* borderline anorexi* trauma ptsd ptss
		kanker borstkanker brustkrebs lungekraeft brystkraeft kemo kemoterapi* chemotherap* *stralebehandl* bestralung* bestraling* hernia* bandscheib* diskusprolaps slagtilfaelde* schlaganfall* beroerte hjerneblodning* blodprop* herzinfarkt* hartinfarct* heart_attack hjerteanfald*
		fibromyalg* knogleskor* migraene stress_sygemeld* burn-out udbraendt uberlastung overspannen spaltet_lab hoftebrud* operiert geopereerd opereret copd leukaemi* leukami* leukemi* lymfom* lymphom* tumor* tumour* selvskad* selvmord* suicid* zelfmoord* anxiety spiseforstyr* essstorung* eetstoornis* eating_disorder* miscarriage miskraam fehlgeburt*
		krebs* cancer* kraeft* chemo* hiv aids hepatit* tuberkul* covid* migrane* migraine* reuma* rheuma* gigt
		hartpatient* herzfehler* hjertefejl* hartafwijking* blutdruck* bloeddruk* blodtryk* hypertension* pacemaker* dialyse* nierpatient*
		zwanger* zwangerschap* schwanger* gravid gravide barselsorlov graviditet* pregnan* maternity_leave demens dement demenz* *demen* alzheimer* parkinson* *sclerose* *sklerose* multiple_sclerosis
		zieklijst* ziekmelding* ziek krankgemeldet krankgeschrieben arbeitsunfahig* sygemeldt sygemeld* sick_leave zorgbehoefte* pflegebedurftig* pflegegrad* hooikoorts* heuschnupfen hofeber hay_fever eczeem ekzem* eksem* neurodermit*
		vegan_wegen bedplassen incontinent* stotter* logopedi* hartruis hartprobleem* rugklacht* blessure
		nuts noten nusse nodder shellfish skaldyr schaaldieren schalentiere off_sick sick syg krank erkrankt* indlagt* indlaeggelse admitted_to_hospital opgenomen_in opgenomen_met ziekenhuisopname eingeliefert
		kemoterapi* stress stresssymptom* stressreaktion* influenza griep grippe hernia* hernie bandscheib* diskusprolaps discusprolaps broken_arm broken_leg broken_ankle gebroken_been gebroken_arm beinbruch armbruch braekket_ben braekket_arm
		*fraktur* fracture* hjernerystelse hersenschudding gehirnerschutterung concussion* schlaganfall herseninfarct hjerteinfarkt* herzinfarkt* hartaanval heart_attack heart_condition heart_disease blodprop* pneumonia lungenentzundung longontsteking lungebetaendelse long_covid miscarriage miskraam fehlgeburt
		gehorlos* taub dov norsk_helse alergia* allergie* asthme diabete epilepsie epilepsi intolleran* celiac* asma* padaczka cukrzyca astme`},
	{inspect.Religion, `katholi* catholic* katolsk* katolick* protestan* evangelisch* evangelical* lutheran* lutersk* hervormd* gereformeerd* reformiert* remonstran* doopsgezind* baptist* methodist* anglican* orthodox* orthodoks*
		moslim* muslim* islam* jood joods* judisch* jewish jodisk* hindu* boeddhis* buddhis* sikh atheis* ateist* konfessionslos* kirchenmitglied folkekirken* gottglaubig* jehova* pinkster* pfingst* rooms-katholiek church_of_england`},
	{inspect.Union, `*vakbond* gewerkschaft* fagforening* trade_union union_member verdi ver.di ig_metall fnv cnv unison fackforbund*`},
	{inspect.Ethnicity, `duldung geduldet* aufenthaltsgestattung* aufenthaltserlaubnis* asylsuchend* asylansog* asielzoeker* statushouder* asylum_seeker* roma sinti *migrationshintergrund* *etnisk* ethnisch* black_african black_caribbean white_british mixed_race afro-* asylum_seeker* asylsoge* asylansog* asielzoek* asylbewerb* asylsuch* refugee* fluchtling* flygtning* vluchteling* statushouder* duldung* geduldet aufenthaltsgestattung aufenthaltserlaubnis verblijfsvergunning* opholdstilladelse*`},
	{inspect.SexualLife, `homoseksu* homosexu* biseksu* bisexu* heteroseksu* heterosexu* lesbi* transgender* transsexu* transkon* gay* queer`},
	{inspect.Criminal, `*misshandel* mishandeling* theft burglary fraud_conviction caution_2* assault stold rattfylleri voldsdomt vorbestraft* *strafblad* veroordeeld* verurteilt* straffet *straffeattest* convicted conviction* criminal_record verdacht_van diebstahl korperverletzung mishandeling huiselijk_geweld domestic_violence on_probation reclassering* bewahrung* strafregister*`},
	{inspect.SocialCare, `*integrationsydelse* *hjemsendelsesydelse* grundleistung* asylblg asylbewerberleist* *sosialhjelp* sosialhjelp forsorjningsstod* *selvforsorgelses* participatiewet jeugdhulp* jeugdbescherming* esa_support pip_enhanced universal_credit* child_in_need looked_after_child safeguarding orosanmalan barnevern* *bijstandsuitkering* bijstand uitkering* wajong* *kontanthjaelp* sozialhilfe* burgergeld* hartz *grundsicherung* universal_credit income_support housing_benefit free_school_meals
		wia-uitkering ww-uitkering wao-uitkering schulden in_debt evicted eviction homeless* dakloos obdachlos* hjemlos* jeugdzorg* *kinderschutz* jugendamt* inobhutnahme* ondertoezichtstelling* ots *underretning* *bornesag* anbragt anbringelse* plejefamili* pleeggezin* pflegefamilie* child_protection foster_care schuldhulp* schuldsanering* *verslavings* verslaafd* suchtkrank* *misbrug* alcoholis* alkoholi* drug_abuse *gaeldssag* voedselbank* fortidspension* dagpenge* sygedagpenge* ressourceforlob* integrationsydelse* selvforsorgelses* grundleistung* asylblg arrears*`},
}

// none are the words of a cell that says there is nothing to say.
const noneWords = `geen nee nej nein no none ingen keine keiner n/a nvt - -- / n.v.t. niks nichts nothing 0 aucun aucune ninguno ninguna nessuno nessuna brak nie ja yes x oui si`

type specials struct {
	start, anywhere fours // filters of what words begin with, and of what stands in them
	exact           map[string]inspect.Attributes
	begin           map[string][]stemOf // by their first three letters
	inside          [][]stemOf          // by the trigram of their first letters
	phrases         map[string][]stemOf // by their first word
	none            map[string]bool
}

// trigram is the first three letters as an index, five bits each.
func trigram[T string | []byte](w T) (k int, ok bool) {
	if len(w) < 3 {
		return 0, false
	}
	return int(w[0]&31)<<10 | int(w[1]&31)<<5 | int(w[2]&31), true
}

type stemOf struct {
	stem string
	attr inspect.Attribute
	tail bool // anything may follow
	// before is a word too short for the filters, with its blank, that a
	// phrase begins with: "ig " of "ig metall".
	before string
}

// ownSpecials are the word lists without additions, compiled on first use and
// never changed.
var ownSpecials = sync.OnceValue(func() *specials { return compileSpecials(nil) })

// newSpecials gives the word lists and what a rule adds to them.
func newSpecials(more map[inspect.Attribute][]string) *specials {
	if len(more) == 0 {
		return ownSpecials()
	}
	return compileSpecials(more)
}

func compileSpecials(more map[inspect.Attribute][]string) *specials {
	s := &specials{exact: map[string]inspect.Attributes{}, begin: map[string][]stemOf{}, inside: make([][]stemOf, 1<<15), phrases: map[string][]stemOf{}, none: map[string]bool{}}
	for _, list := range specialWords {
		for w := range strings.FieldsSeq(list.words) {
			s.add(list.attr, strings.ReplaceAll(w, "_", " "))
		}
	}
	for attr, list := range more {
		for _, w := range list {
			s.add(attr, fold(w))
		}
	}
	for w := range strings.FieldsSeq(noneWords) {
		s.none[w] = true
	}
	return s
}

func (s *specials) add(attr inspect.Attribute, w string) {
	m := stemOf{attr: attr}
	w, inside := strings.CutPrefix(w, "*")
	m.stem, m.tail = strings.CutSuffix(w, "*")
	if first, rest, phrase := strings.Cut(m.stem, " "); phrase && len(first) < 3 {
		m.before, m.stem = first+" ", rest
	}
	k, ok := trigram(m.stem)
	if ok && inside {
		s.anywhere.addStem(m)
	} else if ok {
		s.start.addStem(m)
	}
	switch {
	case strings.Contains(m.stem, " "), m.before != "":
		first, _, _ := strings.Cut(m.stem, " ")
		s.phrases[first] = append(s.phrases[first], m)
	case inside && ok: // a shorter one would be in every word
		s.inside[k] = append(s.inside[k], m)
	case m.tail && len(m.stem) >= 3:
		s.begin[m.stem[:3]] = append(s.begin[m.stem[:3]], m)
	case m.stem != "":
		s.exact[m.stem] |= inspect.Set(attr)
	}
}

// isNone tells whether a text is a word for nothing.
func (s *specials) isNone(text string) bool {
	text = strings.Trim(text, " .-")
	switch f := fold(text); f {
	case "yes", "x", "oui", "si", "ja", "0":
		return false
	default:
		return s.none[f] && hasLetter(text)
	}
}

// says tells whether a cell of a remarks column says anything.
func (s *specials) says(cell string) bool {
	cell = strings.TrimSpace(cell)
	return cell != "" && (len(cell) > 6 || !s.none[fold(cell)])
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '.'
}
