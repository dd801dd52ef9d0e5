package detect

import "github.com/postlock/postlock/inspect"

// medicineWords are further specialWords: what people are given, by the international
// nonproprietary name (INN, WHO) or a brand that everybody says. Languages end these
// names differently, hence the stems.
var medicineWords = []specialList{
	{inspect.Health, `abacavir* acamprosat* aciclovir* adalimumab* adrenalin_pen* adrenaline_pen* adrenalinpen* adrenalinstift* alendron* allopurinol* alprazolam* amitriptylin* anastrozol*
		antihistamin* antihypertens* antiretrovir* apixaban* asacol* atomoxetin* attentin azathioprin* baclofen* beta-blocker* betablocker* betablokk* bisacodyl*
		blodtryksmed* bloeddrukverlag* blutdruckmed* blutdrucksenk* botox* budesonid* bupropion* buspiron* candesartan* capecitabin* carvedilol* cetirizin* chemokur chemokuur
		chlordiazepox* ciclosporin* circadin clarithromyc* clomipramin* clonazepam* clonidin* clopidogrel* codein* colchicin* cyclophosph* dabigatran* dapagliflozin* denosumab*
		desmopressin* dexamethason* dexamfetamin* diclofenac* diclofenak* digoxin* diltiazem* disulfiram* doxepin* doxycyclin* dulaglutid* duloxetin* dupilumab* edoxaban* eliquis
		emerade empagliflozin* enalapril* enbrel enoxaparin* entecavir* epi-pen* eplerenon* equasym* erythropoietin* erytropoietin* escitalopram* esomeprazol* estradiol*
		etanercept* exemestan* ezetimib* fastjekt fenobarbital* fenytoin* finasterid* flucloxacillin* fluconazol* folinsyre gabapentin* galantamin* glargin* glatiramer*
		gliclazid* glimepirid* guanfacin* heparin* herceptin hydrocortison* hydroxychloroquin* ibuprofen* ibuprofene imatinib* imipramin* immunosuppr* immunsupp* immunsuppr*
		imuran imurel infliximab* innohep* intuniv isotretinoin* januvia jardiance jext kisqali kodein* lacosamid* lansoprazol* lantus latanoprost* leflunomid* letrozol*
		levetiracetam* lexapro liraglutid* lisdexamfetamin* loratadin* losartan* lyrica medikinet* melatonin* mercaptopurin* mesalazin* metamizol* methylprednisol* metoclopram*
		montelukast* mounjaro mycophenolat* naloxon* naproxen* natalizumab* nexplanon nitrofurantoin* nitroglycerin* nortriptylin* novalgin novorapid ocrelizumab* omeprazol*
		ondansetron ondansetron* orlistat* paliperidon* pantoprazol* paracetamol* paracetamolo paroxetin* phenobarbital* phenprocoumon* phenytoin* pramipexol* pregabalin*
		primidon* promethazin* propranolol* pulmicort* quetiapin* rasagilin* remicade riluzol* risdiplam* ritaline* ritonavir* rituximab* rivaroxaban* roaccutan* ropinirol*
		rosuvastatin* semaglutid* seretide sildenafil* sitagliptin* solifenacin* sotalol* spironolacton* statine statiner sulfasalazin* sumatriptan* symbicort tacrolimus*
		tapentadol* testosteron* tilidin* tiotropium* tirzepatid* tocilizumab* topiramat* tranexam* trastuzumab* trazodon* trulicity tysabri ustekinumab* vareniclin* verapamil*
		voltaren vortioxetin* vyvanse warfaryn* xarelto zidovudin* ziprasidon* zolmitriptan* zonisamid*
		aspirin aspirine`},
}
