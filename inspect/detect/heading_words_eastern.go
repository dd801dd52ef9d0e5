package detect

import "github.com/postlock/postlock/inspect"

// headingsEastern are Polish, Czech and Finnish words of headings; see headingWords.
var headingsEastern = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `divci_jm* entinen_suk* nazwisko_pan* nazwisko_rodow* omaa_suk* prijmeni_rod* rodne_jm* rodne_prijm* sukuni_nyk syntymanimi* tyttonimi*`},
		{kind: kFull, words: `aidin_nim* cele_jm* dane_osob* etu_ja_suk* etunimi_suk* huoltajan_nim* imie_i_nazw* imie_nazw* imiona_i_nazw* isan_nim* jmeno_clena jmeno_kli* jmeno_matky jmeno_osoby
		jmeno_otce jmeno_pac* jmeno_prijm* jmeno_rod* jmeno_uchaz* jmeno_zad* jmeno_zakonneho* jmeno_zam* nazwisko_i_im* nazwisko_imie* prijmeni_jm* puolison_nim* sukunimi_etun*
		sukunimi_ja_etun*`},
		{kind: kPay, words: `dluzna_c* kwota_darow* kwota_zadl* vyse_dar* vyse_dluh*`},
		{kind: kThing, words: `aidinkiel* asiakasnum* cislo_zakazn* clenske_c* jasennum* jezyk_ojcz* jmeno_produk* jmeno_soub* joukkueen_nimi* koulun_nimi* kraj_urodz* krajske kurssin_nimi*
		lasten_lukum* liczba_czl* liczba_dzieci liczba_uczn* matersky_jaz* miejsce_ur miejsce_urodz* miejscowosc_urodz* miesto_naroz* misto_naroz* n_klienta nazov_* nazwa_firmy*
		nazwa_grupy* nazwa_klubu* nazwa_kursu* nazwa_pliku* nazwa_prod* nazwa_proj* nazwa_szkoly* nazwa_towaru* nazwa_ulicy_b nazwa_uzytk* nazwa_wyd* nr_czlonk* nr_ewid*
		nr_klienta nr_ucznia numer_czlonk* numer_ewid* numer_klienta osobni_cislo* rok_naroz* rok_urodz* ryhman_nimi* stat_naroz* syntymakot* syntymakun* syntymamaa* syntymapaik*
		syntymavuo* tiedoston_nimi* tuotteen_nimi* uzivatelske_jm* yhdistyksen_nimi* yrityksen_nimi* zeme_naroz*`},
		{kind: kSpecial, attr: inspect.Health, words: `data_szczep* duvod_abs* duvod_nepr* erityinen_tuk* erityisen_tuen* erityistarp* informacje_med* kuolinsyy* kuolinsyyt laskettu_aika* potrzeby_spec* pricina_um*
		przyczyna_zgon* rokotus* specialni_ped* specialni_potr* specialni_vzd* specjalne_potrz* stan_zdr* stav_zdr* tehostettu_tuk* termin_por* terveydent* wymagania_diet*
		wynik_badan*`},
		{kind: kSpecial, attr: inspect.Religion, words: `data_bierzm* data_chrz* datum_birm* datum_krtu i_komunia kandydat_do_bierz* kastep* kastepai* kirkkoon_kuul* kirkon_jas* komunia* kuuluu_kirk* miejsce_chrz* misto_krtu
		nabozens* ochrzczona_dn* ochrzczony_dn* parafia_chrz* pierwsza_kom* prvni_sv* przynaleznosc_wyz* seurakunnan_jas* vyznani`},
		{kind: kSpecial, attr: inspect.Union, words: `ammattiliit* ammattiyhd* ay_jasen* clen_odb* clenstvi_v_odb* liiton_jas* odborova_org* odbory`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `etnicky* etnikum pobytovy_st* povoleni_k_pob* status_pob* status_uchod*`},
		{kind: kSpecial, attr: inspect.Politics, words: `clen_strany clenstvi_ve_str* puolueen_jas* puoluek*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `sexualni_or* tozsamosc_plc*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `data_zwoln_z_zk data_zwolnienia_z_z* konec_tr* koniec_kary* rikosnim* trestni_rej* vapautumis* vykon_tr* vypis_z_rej* wymiar_kary*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `asiakassuun* dochod_na_os* perhetil* rodinna_sit* sosiaalinen_til* sytuacja_byt* sytuacja_mat* sytuacja_rodz* tyokyvyttomyyselak*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `etunimet* jmena jmeno_dit* jmeno_zaka kutsumani* kutsumanim*`},
		{kind: kFull, words: `abonen* asiakas asiakkaat asianomis* beneficj* bezdomni bierzmowan* birmovan* cestujic* chory chorzy chrzestn* cudzoziem* darce darci darczync* dedic* deti dite dluzni*
		dluznik* dobrovoln* duchodc* edunsaaja* elakelai* emeryci emeryt epailty* gosc goscie hakija* hrac hraci hracka ilmoittaut* jasen jasenet kandydat* kastett* klienci
		klientka kmotr* konfirmoit* kummi kummit kursant* kurssilai* lahjoitt* lapset lapsi lokatorzy majitel_uctu matkustaj* morsian najemc* najemn* narzeczon* nevesta
		niepelnosprawn* obvinen* obyvatel* ochrzczon* odsouzen* ofiarodaw* opatrovan* opiskelija* oppilaat oppilas osadzon* osallist* oskarzon* paamies* pacient* pacjen* pakolai*
		parafian* pelaaja* perillin* petent* podatni* podejrz* pojisten* pokrten* pokrzywdz* posiadacz_rach* poskozen* postizen* potila* predplatitel* prihlasen* prijemce
		przedszkolak* rencist* rippikoululai* rodinny_prisl* rodzenstwo* rodzina_czl sisarukset sisarus skazan* sourozenc* spadkob* stazyst* stravnik* studen* subskryb* sulhanen
		svedci svedek swiadczeniobior* swiadek swiadkowie tabornik* tilaaja* tilinomist* todistaj* turvapaikan* ubezpieczon* ucastni* uchazec* uchodzc* uprchli* uzivatel_sluz*
		vainaja* vammainen vangit vanki vapaaeht* velallin* vezen vuokralai* wnioskod* wolontariusz* wychowan* zadatel* zakyne zamestnan* zatrudnion* zawodni* zemrel* zenich
		zesnul* zmarla zmarly zmarlych`},
		{kind: kEmail, words: `adres_e_m* adres_em* adres_mail* adres_poczty* elektronicka_p* meili poczta_elek* s_posti sahkop* sahkopo* sposti`},
		{kind: kPhone, words: `c_tel cislo_mob* cislo_tel* hatanum* kannykka* lankapuh* matkapuh* mobiili* nr_kom* nr_kont_tel* numer_kontakt* pevna_lin* puh puh_* puhelinnu* tavoitett* tel_dom*
		tel_kom* tel_sluz* telefonni_*`},
		{kind: kStreet, words: `bytem cislo_dom* cislo_pop* dorucovaci_adr* katu katu_ja_n* kontaktni_adr* kotios* lahios* nr_domu nr_lok* nr_miesz* numer_domu numer_miesz* prechodne_byd* talon_num*
		trvale_byd* trvaly_pob* ul zam zamieszk*`},
		{kind: kPostcode, words: `kod_i_miejsc* kod_poczt* pnro postinro* postinum* psc_* smerovaci_c*`},
		{kind: kTown, words: `asuinkun* dzielnica* gmina kaupungino* kaupunki* kotikun* kraj kunta miejsce_zam* miejsce_zamieszk* miejscowosc* okres paikkakun* poczta postitoimip* powiat* wies
		wojewodz*`},
		{kind: kBirth, words: `=nar d_ur dat_nar* dat_ur data_ur* datum_nar* den_naroz* nar_* narozenin* s_aika syntymaai* syntymapa* syntymapv* syntynyt ur_dnia`},
		{kind: kAge, words: `ika ika_* lapsen_ika vek vek_dit* wiek wiek_*`},
		{kind: kID, words: `ajokort* c_op c_pasu cestovni_pas* cislo_obcan* cislo_op cislo_pasu cislo_pojist* cislo_pruk* cislo_ridic* dowod_tozs* henk_tun* henkilokort* henkilotun* henkiloturv*
		hetu* nr_dowodu* nr_karty_pob* nr_legit* nr_prawa_jazdy* numer_legit* numer_prawa_j* obcansky_pruk* passin_num* passinum* paszport* pesel* r_c rod_c* rodne_c* seria_i_nr*
		seria_i_num* sosiaaliturvat* sotu`},
		{kind: kIBAN, words: `bankovni_spoj* c_uctu cislo_bank* cislo_uct* konto_b* nr_kon* nr_rach* numer_kon* numer_rach* pankkitil* pankkiyht* rachunek_b* tili tilinro* tilinum* ucet`},
		{kind: kClass, words: `klasa_* koululuok* luokka_* trida_*`},
		{kind: kPay, words: `arvosan* bruttopalk* cista_mzda cisty_prijem darowizn* dlug dlugi dluh dluhy dochod dochody hruba_mzda keskiarvo kotitalouden_t* kuukausipalk* lahjoitus* majetek_os* mzda
		mzdy nedoplat* nettopalk* nieobecn* ocena_konc* oceny poissaolot premia* prijem_dom* prumer_zn* rasti rastit srednia_ocen stawka_godz* stypendium* tulot tuntipalk*
		varallisuus velat velka vuokrarast* vuokravelk* zadluz* zalegl* zaleglosc* zameskan* zarobki* znamka znamky`},
		{kind: kSpecial, attr: inspect.Health, words: `alergi* anamnez* apuvaline* asistent_ped* astma astma* autyzm* bmi chronicka_on* ciazy cisnien* cukrzyc* diabet* diagnoz* duvod_dopor* dysleks* dyslex* epileps* esitied*
		hoidon_tar* hoitosuun* hospitaliz* invalidni_voz* krevni_* ksztalcenie_spec* kuntoutu* laakehoi* laakity* lahetteen_s* lecb* lecba liikuntaraj* lukihair* medikac*
		mielenterv* nemoc nemoci neschopenk* ockovan* onemocn* opieka_psych* opinia_por* opinia_ppp padaczk* paihte* perussair* pitkaaikaiss* podpurna_op* poissaolon_s*
		poissaolosyy* postizeni* powod_skier* pracovni_nesch* prispevek_na_p* pruk_ztp prukaz_ztp przebyte_ch* przeciwwsk* pyoratuol* rehabilit* rokotettu* sairaus* skierowan*
		stravovaci_om* stupen_inv* stupen_zav* svp tehoten* toimintak* tuen_tarve tulosyy* tyokyvyttom* uraz urazy uzalezn* vammai* verenpai* wada_sl* wada_wzr* wozek_inw*
		wyniki_bad* yliherk* zaburz* zaopatrzenie_ort* zaszczep* zavislost* zespol_asp* ztp`},
		{kind: kSpecial, attr: inspect.Religion, words: `birmov* katolik* katsomusai* krest sakrament* vakaumus*`},
		{kind: kSpecial, attr: inspect.Union, words: `przynaleznosc_do_zw* skladka_zw*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `kolor_skory maahanmuutt* pochodzenie_etn*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `sukupuoli_id*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `areszt* artykul_k* bezuhon* czyn_zab* dozor_kur* kara_poz* mandat_karny odsouzen_za pozbawienie_wol* rangaistus* rikosrek* skazany_za trest trestny_c* tresty vankeus*
		wiezien*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `500_* 800_* asumistu* asunnoton* asystent_rodz* bezdomn* bezdomov* bezplatne_ob* bezrobot* davka davky dodatek_mieszk* dozywian* druh_davky exekuce hmotna_nou*
		hmotne_nou* huostaanot* invalidni_duch* lastensuoj* nadzor_kur* nezamest* niebieska_k* obedy_zd* obiady_bezp* ospod paczka_zyw* paczki_zyw* pestounska_p* piecza*
		prispevek_na_byd* rodzina_zast* sijaisper* stypendium_soc* toimeentul* tyomarkkinat* tyottomyy* ubytovna velkaneuv* zapomog*`},
	},
	roles: []roleRule{
		{roleChild, `deti dite ditete dzieci lapsen lapset lapsi oppilaan oppilaat oppilas uczen ucznia`},
		{roleContact, `do_kontaktu kontaktni_os* osoba_kont* yhteyshenk*`},
		{roleEmergency, `blizka_os* do_powiad* hatayht* lahin_om* lahiomai* nouzovy_k* omainen omaisen pro_pripad_nou* upowazn* w_naglych*`},
		{rolePartner, `aviopuol* malzon* manzel* maz partnerka puoliso* wspolmalz*`},
		{roleParent, `edunvalvoj* huoltaja* opatrovnik* opiekuna opiekunowie pestoun* porucnik* rodic rodice rodicu rodzica rodzicow vanhemman vanhemmat vanhempi zak_zast* zakonneho_zast*
		zakonny_zast*`},
		{roleMother, `aidin aiti mama mamy matki matky`},
		{roleFather, `isan ojca otce otec tata taty`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `badania dysfunkcje hoito kuntoutus objawy oireet omezeni priznaky uraz wywiad`},
		{attr: inspect.Religion, words: `cirkev parafia wiara`},
		{attr: inspect.Ethnicity, words: `pochodzenie`},
		{attr: inspect.Politics, words: `partia`},
		{attr: inspect.Criminal, words: `kara kurator trest tuomio wyrok`},
		{attr: inspect.SocialCare, words: `davka etuus exekuce ops pomoc pracownik_socjalny renta sijoitus situace socialni_pracovnik sosiaalityontekija swiadczenie sytuacja tuki`},
	},
}
