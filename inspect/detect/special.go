package detect

import (
	"bytes"
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
	{inspect.Health, `*allergi* *allergy *allergisch* *allergisk* *intoleran* gluten* *glutenvrij* *glutenfri* *glutenfrei* coeliak* colia* zoliak* celiac* coeliac* laktose* lactose*
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
	{inspect.Criminal, `vorbestraft* *strafblad* veroordeeld* verurteilt* straffet *straffeattest* convicted conviction* criminal_record verdacht_van diebstahl korperverletzung mishandeling huiselijk_geweld domestic_violence on_probation reclassering* bewahrung* strafregister*`},
	{inspect.SocialCare, `*integrationsydelse* *hjemsendelsesydelse* grundleistung* asylblg asylbewerberleist* *sosialhjelp* sosialhjelp forsorjningsstod* *selvforsorgelses* participatiewet jeugdhulp* jeugdbescherming* esa_support pip_enhanced universal_credit* child_in_need looked_after_child safeguarding orosanmalan barnevern* *bijstandsuitkering* bijstand uitkering* wajong* *kontanthjaelp* sozialhilfe* burgergeld* hartz *grundsicherung* universal_credit income_support housing_benefit free_school_meals
		jeugdzorg* *kinderschutz* jugendamt* inobhutnahme* ondertoezichtstelling* ots *underretning* *bornesag* anbragt anbringelse* plejefamili* pleeggezin* pflegefamilie* child_protection foster_care schuldhulp* schuldsanering* *verslavings* verslaafd* suchtkrank* *misbrug* alcoholis* alkoholi* drug_abuse *gaeldssag* voedselbank* fortidspension* dagpenge* sygedagpenge* ressourceforlob* integrationsydelse* selvforsorgelses* grundleistung* asylblg arrears*`},
}

// none are the words of a cell that says there is nothing to say.
const noneWords = `geen nee nej nein no none ingen keine keiner n/a nvt - -- / n.v.t. niks nichts nothing 0 aucun aucune ninguno ninguna nessuno nessuna brak nie ja yes x oui si`

type specials struct {
	// start and anywhere hold the first three letters of words that are looked
	// for: most texts have none of them and are done with in one pass.
	start, anywhere [1 << 15]bool
	exact           map[string]inspect.Attributes
	begin           map[string][]stemOf
	inside          map[int][]stemOf    // by the trigram of their first letters
	phrases         map[string][]stemOf // by their first word
	none            map[string]bool
}

// trigram is the first three letters as an index, five bits each.
func trigram(w string) (k int, ok bool) {
	if len(w) < 3 {
		return 0, false
	}
	return int(w[0]&31)<<10 | int(w[1]&31)<<5 | int(w[2]&31), true
}

// may tells in one pass whether a text can name a category at all.
func (s *specials) may(text string) bool {
	k, run := 0, 0
	plain, last := 0, byte(0) // the same without the e of "foedt"
	for i := range len(text) {
		c := text[i]
		if c >= 0x80 {
			return true
		}
		if l := c | 0x20; (l < 'a' || l > 'z') && (c < '0' || c > '9') {
			run, last = 0, 0
			continue
		}
		k = (k<<5 | int(c&31)) & 0x7fff
		if run++; run >= 3 && (s.anywhere[k] || run == 3 && s.start[k]) {
			return true
		}
		if l := c | 0x20; l == 'e' && (last == 'o' || last == 'a' || last == 'u') || l == 'a' && last == 'a' {
			last = 0
			continue
		}
		last = c | 0x20
		plain = (plain<<5 | int(c&31)) & 0x7fff
		if run >= 4 && (s.anywhere[plain] || run == 4 && s.start[plain]) {
			return true
		}
	}
	return false
}

type stemOf struct {
	stem string
	attr inspect.Attribute
	tail bool // anything may follow
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
	s := &specials{exact: map[string]inspect.Attributes{}, begin: map[string][]stemOf{}, inside: map[int][]stemOf{}, phrases: map[string][]stemOf{}, none: map[string]bool{}}
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
	k, ok := trigram(m.stem)
	if ok && inside {
		s.anywhere[k] = true
	} else if ok {
		s.start[k] = true
	}
	switch {
	case strings.Contains(m.stem, " "):
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

// in tells which special categories a text names.
func (s *specials) in(text string) (found inspect.Attributes) {
	if !s.may(text) {
		return 0
	}
	var buf [256]byte
	f := appendFold(buf[:0], text)
	start := -1
	for i := 0; i <= len(f); i++ {
		if i < len(f) && (isWordByte(f[i]) || f[i] == '-') {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= 2 && s.may(string(f[start:i])) {
			w := bytes.TrimRight(f[start:i], "./-")
			found |= s.word(w)
			if plain := asciiVowels(string(w)); len(plain) < len(w) {
				found |= s.word([]byte(plain))
			}
			for _, p := range s.phrases[string(w)] {
				if strings.HasPrefix(string(f[start:]), p.stem) {
					found |= inspect.Set(p.attr)
				}
			}
		}
		start = -1
	}
	return found
}

func (s *specials) word(w []byte) (found inspect.Attributes) {
	found = s.exact[string(w)]
	if len(w) >= 3 {
		for _, m := range s.begin[string(w[:3])] {
			if len(w) >= len(m.stem) && string(w[:len(m.stem)]) == m.stem {
				found |= inspect.Set(m.attr)
			}
		}
	}
	for i := 0; len(w) >= 6 && i+3 <= len(w); i++ {
		k, _ := trigram(string(w[i : i+3]))
		if !s.anywhere[k] {
			continue
		}
		for _, m := range s.inside[k] {
			if strings.HasPrefix(string(w[i:]), m.stem) && (m.tail || i+len(m.stem) == len(w)) {
				found |= inspect.Set(m.attr)
			}
		}
	}
	return found
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
