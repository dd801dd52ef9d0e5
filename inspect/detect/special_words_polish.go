package detect

import "github.com/postlock/postlock/inspect"

// polishWords are further specialWords: what Polish offices, schools, courts and
// surgeries call it.
var polishWords = []specialList{
	// heart, cancer, nerves, senses
	{inspect.Health, `rozrusznik_serc* rozrusznikiem_serc* rozrusznika_serc* migotanie_przed* migotania_przed* migotaniem_przed* arytmia arytmie arytmii bajpas* zator_plucn* zatorem_plucn* zatoru_plucn* zatorowos* tetniak* zylaki zylakow niedokrwist* chloniak*
		rak_piersi rak_pluc* rak_jelit* rak_zolad* rak_prost* rak_szyjki rak_trzust* rak_krtani rak_skory rak_jajnik* raka_prost* raka_jelit* raka_trzust* raka_szyjki raka_zolad* raka_nerk* raka_krtani raka_skory raka_tarcz* raka_jajn* rakiem_piersi rakiem_pluc
		na_naswietlan* w_remisji stan_terminal* stanie_terminal* gruzlic* bezdech* krztusiec krztusca wyciecie_migdal* usuniecie_migdal* przerost_migdal* trzeci_migdal* trzeciego_migdal* zawroty_glowy zawrotow_glowy niedoslysz* niedosluch* gluchoniem*
		implant_slim* implantem_slim* jaskra jaskre odwarstw* odklejenie_siat* napad_padacz* napady_padacz* padaczk* zaniki_pamieci klopoty_z_pam* problemy_z_pam* utrata_pamieci utrate_pamieci uraz_glowy urazu_glowy urazem_glowy uraz_kregosl* uraz_kolan*
		mozgowe_poraz* mozgowym_poraz* mozgowego_poraz* paraliz_nog jest_sparaliz* niedowlad* fibromialgi* rwa_kulszow* rwe_kulszow* rwy_kulszow* wypadniecie_dysk* wypadniety_dysk dyskopat*`},
	// bones, skin, infections, digestion
	{inspect.Health, `bole_kregosl* bol_kregosl* chory_kregosl* dna_moczan* dne_moczan* zlamal_noge zlamala_noge zlamal_reke zlamala_reke zlamal_sobie zlamala_sobie zlamal_nadgar* zlamala_nadgar* zlamal_obojcz* zlamala_obojcz* zlamala_biodro o_kulach balkonik balkonikiem
		zerwane_wiez* zerwal_wiez* zerwala_wiez* zerwanie_wiez* zerwal_scieg* zerwala_scieg* zerwane_scieg* naderwany_mies* naderwane_scieg* naderwane_wiez* naderwal_mies* zwichniet* zwichnal zwichnela pekniete_zebr* peknieta_kosc amputacj* amputowan* proteza_nog*
		proteze_nog* nosi_proteze oparzenia oparzenie oparzen poparzony poparzona owrzodzen* pokrzywka pokrzywke pokrzywki swierzb swierzbu wszawic* wszy na_odre na_swinke na_rozyczke szkarlatyn* bostonka bostonke polpasiec polpasca opryszczk* zoltaczk* wzw na_kile
		kamienie_nerk* kamieni_nerk* przeszczep_nerk* przeszczepie_nerk* przeszczep_szpik* przeszczepu_szpik* przeszczep_watr* przeszczep_serc* po_przeszczepie marskos* woreczek_zolc* woreczka_zolc* pecherzyka_zolc* wrzody_zolad* wrzod_zolad* wrzodow_zolad*
		choroba_wrzod* chorobe_wrzod* jelitowka jelitowke jelitowki rotawirus* wymioty wymiotuje wymiotowal* zaparcia jelito_drazl* jelita_drazl* wyciety_wyrost* wycieto_wyrost* wyrostek_robacz* wyrostka_robacz* operacja_wyrost* operacji_wyrost* sonda_zywien* sonde_zywien*
		pieluchomajt* wstrzas_anafil* wstrzasu_anafil* wstrzasem_anafil*`},
	// childbed, mind, school, addiction, wards
	{inspect.Health, `poronila miala_aborcje dokonala_aborcji urlop_macierz* urlopu_macierz* urlopie_macierz* cesarskie_ciec* cesarskiego_ciec* cesarskim_ciec* cesarka cesarke wczesniak wczesniaki wczesniaka przedwczesny_porod przedwczesnego_porod* zabieg_in_vitro
		dzieki_in_vitro metoda_in_vitro nieplodn* miesniak* rozszczep_podn* rozszczepem_podn* nadpobudliw* jakanie mutyzm* opozniony_rozwoj opoznionym_rozwoj* opoznionego_rozwoj* opoznienie_rozwoj* opoznienia_rozwoj* opoznienie_mowy uposledz* orzeczenie_o_potrz*
		orzeczeniem_o_potrz* orzeczenia_o_potrz* orzeczenie_o_ksztalc* ksztalceniu_specj* ksztalcenia_specj* opinia_z_porad* opinie_z_porad* opinia_poradni_psych* opinie_poradni_psych* opinii_poradni_psych* ma_nauczyciela_wspom* objety_wczesnym_wspom*
		objeta_wczesnym_wspom* do_szkoly_specj* fobia_szkol* fobie_szkol* fobia_spol* fobie_spol* chorobe_afekt* choroba_afekt* psychoza psychoze psychozy stany_lekow* stanami_lekow* stanow_lekow* napady_leku napad_leku ataki_leku zaburzenia_snu zaburzenia_lekow*
		zaburzenia_zachow* zaburzenia_integr* zaburzenia_psych* zaburzenia_osob* zaburzenia_pam* zaburzenia_mowy zaburzenia_rownow* zaburzenia_rytmu_serc* zaburzeniami_zachow* zaburzeniami_psych* zaburzeniami_odzyw* zaburzeniami_integr* popelnil_samob*
		popelnila_samob* na_oddziale_psych* na_oddzial_psych* na_oddziale_zamkn* na_oddzial_zamkn* w_trakcie_psychoter* uczeszcza_na_psychoter* chodzi_na_psychoter* na_psychoterapie antydepres* leki_uspok* lekach_uspok* lekow_uspok* leki_nasen* leki_psychotr*
		naduzywa_alk* naduzywal_alk* naduzywala_alk* naduzywanie_alk* naduzywania_alk* problem_z_alk* problemy_z_alk* problemem_alkoh* hazardzist* uzalezniony_od_haz* przedawkow* otylosc* otyly otyla niedozywi* niedowaga niedowage niedowagi nadwaga nadwage nadwagi
		zwolnienie_chor* zwolnieniu_chor* zwolnienia_chor* zwolnieniu_lek* zwolnienia_lek* mial_wypadek_przy* miala_wypadek_przy* po_wypadku_przy* ulegl_wypadk* ulegla_wypadk* niezdolny_do_pracy niezdolna_do_pracy niezdolnosc_do_pracy
		niezdolnosci_do_pracy na_oddziale_ratunk* na_oddziale_intens* na_intensywnej na_oiom na_oiom-ie na_oiomie w_spiaczce w_spiaczke rezonans_magn* rezonansu_magn* rezonans_kol* rezonans_glow* tomografia_komp* tomografii_komp* tomografie_komp* transfuzj*
		osoba_lezaca pacjent_lezacy chory_lezacy upadek_w_laz* upadku_w_laz* upadl_w_laz* upadla_w_laz* rehabilitacja_po_udar* rehabilitacja_po_oper* rehabilitacji_po_oper* rehabilitacji_po_udar* na_rehabilitacje turnus_rehab* na_toczen toczniem kalectw* inwalida
		inwalidka inwalidztw* inwalidzk* zaslabl zaslabla zemdlal zemdlala omdlen* bezsennos* zespol_fas zespolem_fas`},
	{inspect.Health, `chemie_co chemie_w dostaje_chemie jaka_sie jakal* nowe_biodro nowe_kolano nowego_biodra nowego_kolana ciazy na_odwyku`},
	{inspect.SexualLife, `romans_z`},
	{inspect.SocialCare, `swiadczenie_wychow* swiadczenia_wychow* swiadczenie_500* swiadczenie_800* wniosek_o_500* wniosek_o_800* pobiera_500* pobiera_800* swiadczenie_rehab* swiadczenia_rehab* fundusz_aliment* funduszu_aliment* alimenty alimentow alimentacyjn* rencist* dodatek_pielegn*
		dodatku_pielegn* dodatek_oslon* dodatku_oslon* z_pomocy_spol* klient_mops* klientka_mops* podopieczny_mops* podopieczna_mops* podopieczny_gops* podopieczna_gops* wywiad_srod* wywiadu_srod* przydzielono_asyst* maja_asystenta_rodz* nadzor_kurat* nadzorem_kurat*
		kuratora_sad* kuratorem_sad* kurator_rodzin* w_domu_dziecka do_domu_dziecka z_domu_dziecka odebranie_dzie* odebrano_dzie* odebrano_jej_dzie* odebrano_im_dzie* odebrania_dzie* ograniczenie_wladzy_rodz* ograniczona_wladz* ograniczono_wladz* pozbawiony_wladzy_rodz*
		pozbawiona_wladzy_rodz* pozbawienie_wladzy_rodz* pozbawienia_wladzy_rodz* pozbawienie_praw_rodz* pozbawiony_praw_rodz* pozbawiona_praw_rodz* niebieskiej_kart* niebieska_karte bita_przez bity_przez bije_zone bije_dzie* zaniedbanie_dzie* zaniedbuje_dzie*
		zaniedbane_dzie* ubezwlasnow* noclegown* zaleglosci_czynsz* zadluzenie_czynsz* zalega_z_czynsz* zaleglosci_w_czynsz* zaleglosci_w_oplatach_za_miesz* lokal_socjaln* lokalu_socjaln* mieszkanie_socjaln* mieszkania_socjaln* u_komornika dlug_u_komorn* komornik_zaj*
		zajecie_komorn* zajecia_komorn* egzekucja_komorn* egzekucji_komorn* egzekucje_komorn* zajecie_wynagr* zajecia_wynagr* zajecie_pensji zajete_konto upadlosc_konsum* upadlosci_konsum* wpis_do_bik wpisany_do_krd wpisana_do_krd wpis_w_bik wpis_w_krd wpis_do_krd
		splaca_chwilow* ma_chwilow* wziela_chwilow* wzial_chwilow* paczki_zywn* paczke_zywn* paczka_zywn* z_banku_zywn* darmowe_obiady dofinansowanie_obiad* dofinansowania_obiad* obiady_z_mops* stypendium_socjaln* zapomoga zapomogi zapomoge
		korzysta_z_uslug_opiek* objety_uslugami_opiek* objeta_uslugami_opiek* przyznano_uslugi_opiek* mieszka_w_dps umieszczony_w_dps umieszczona_w_dps umieszczenie_w_dps pobyt_w_dps pobytu_w_dps skierowanie_do_dps przebywa_w_dps mieszka_w_domu_pom*
		przebywa_w_domu_pom* umieszczenie_w_domu_pom* umieszczona_w_domu_pom* umieszczony_w_domu_pom* skierowanie_do_domu_pom* pobyt_w_domu_pom* uczestnik_wtz uczestniczka_wtz uczeszcza_na_wtz warsztatach_terapii_zaj* na_warsztaty_terapii_zaj* samotna_matka samotny_ojciec
		samotnie_wych* adoptowane_dzie* adoptowany_syn adoptowana_corka adopcja_dzie* adopcji_dzie* rodzina_adopcyjna rodzice_adopcyjni opieka_naprzem* opieki_naprzem* opiece_naprzem* ustalenie_kontaktow* kontakty_z_dzieckiem kontaktow_z_dzieckiem
		trudna_sytuacja_mat* trudnej_sytuacji_mat* trudna_sytuacje_mat* trudnej_sytuacji_zyc* rodzina_dysfunk* rodziny_dysfunk* korzysta_z_dozyw* objety_dozywianiem objeta_dozywianiem objete_dozywianiem mlodziezowym_osrodku_wych* mlodziezowym_osrodku_socj*
		mlodziezowego_osrodka_wych* mlodziezowego_osrodka_socj*`},
	{inspect.Criminal, `ograniczenia_woln* ograniczenie_woln* dozor_policyjn* dozorem_policyjn* dozor_elektron* dozoru_elektron* dozorze_elektron* bransoletka_elektr* bransoletce_elektr* w_zakladzie_karn* z_zakladu_karn* do_zakladu_karn* odsiaduje odsiadk* odsiedzial
		warunkowe_zwoln* warunkowym_zwoln* warunkowego_zwoln* warunkowo_zwoln* przedterminowe_zwoln* przedterminowego_zwoln* przedterminowo_zwoln* recydyw* poprawczak* w_zakladzie_popraw* do_zakladu_popraw* z_zakladu_popraw* akt_oskarz* aktem_oskarz* aktu_oskarz*
		oskarzony oskarzona oskarzonego oskarzonej oskarzeni podejrzany_o_krad* podejrzana_o_krad* podejrzany_o_oszust* podejrzana_o_oszust* podejrzany_o_pobic* podejrzany_o_rozb* podejrzany_o_gwalt* podejrzany_o_zaboj* podejrzany_o_handel* podejrzany_o_posiad*
		postawiono_zarz* postawiono_mu_zarz* postawiono_jej_zarz* przedstawiono_mu_zarz* przedstawiono_jej_zarz* uslyszal_zarz* uslyszala_zarz* zatrzymany_przez_polic* zatrzymana_przez_polic* ukradl ukradla wyludzenie_kred* wyludzenie_zasil* za_wyludz* wyludzil wyludzila
		przywlaszcz* falszerst* podrobieni* podrabianie_dok* podrobil podrobila za_pranie przyjal_lapow* przyjela_lapow* za_lapow* przyjecie_lapow* wzial_lapow* za_korupcj* diler_nark* palenie_marih* posiadanie_marih* palil_marih* nietrzezw* pijany_kier* po_pijanemu
		jechal_po_alk* jechala_po_alk* prowadzil_po_alk* prowadzila_po_alk* prowadzil_pod_wplyw* promila_alk* promile_alk* promili_alk* zakaz_prowadzenia_poj* zakazu_prowadzenia_poj* zakazem_prowadzenia_poj* zabrane_prawo_jaz* zabrano_prawo_jaz* odebrano_prawo_jaz*
		odebrane_prawo_jaz* zatrzymano_prawo_jaz* zatrzymane_prawo_jaz* stracil_prawo_jaz* stracila_prawo_jaz* cofniete_prawo_jaz* ucieczka_z_miejsca_wyp* ucieczke_z_miejsca_wyp* uciekl_z_miejsca_wyp* uszkodzenie_ciala napasc napasci grozby_karal*
		grozb_karal* grozil_smierc* za_stalking nekanie nekania nekal gwalt gwaltu zgwalc* molestow* wykorzystanie_seks* wykorzystywanie_seks* wykorzystywana_seks* wykorzystywany_seks* wykorzystal_seks* pornografia_dziec* pornografii_dziec* zabojstw* morderstw*
		nieumyslne_spowod* nieumyslnego_spowod* podpalenie podpalenia podpalil podpalila za_zniszczenie_mienia za_wandaliz* za_zaklocanie zniewazenie_funk* zniewazenia_funk* zniewazyl zniewazyla nielegalne_posiad* nielegalnego_posiad* porwanie_dziec* porwanie_rodz*
		uprowadzenie_dziec* uprowadzenie_rodz* uprowadzil streczyciel* sutener* niealimentac* zakaz_zbliz* zakazem_zbliz* zakazu_zbliz* list_gonczy listem_gonczym listu_gonczego mandat_karny mandatu_karnego przejawy_demoral* demoralizacja_nielet* demoralizacji_nielet*
		nieletni_spraw* nieletniego_spraw* srodek_wychow* srodki_wychow* izba_wytrz* izbie_wytrz* izby_wytrz* popelnil_przestep* popelnila_przestep* popelnienie_przestep* przestepstwo_skarb* przestepstwa_skarb* odbywa_kare`},
	{inspect.Religion, `luteran* mojzeszow* niewierzac* apostazj* nie_chodzi_na_relig* nie_uczeszcza_na_relig* wypisany_z_relig* wypisana_z_relig* uczeszcza_na_relig* do_pierwszej_komun* do_i_komun* bierzmowan* ochrzcz* nosi_hidz* je_halal koszern* obchodzi_ramadan przestrzega_ramad*
		nie_je_wieprzow* bez_wieprzow* mariawi* polskokatol* obrzezan*`},
	{inspect.Union, `do_zwiazku_zawod* czlonek_zwiazku_zawod* czlonkini_zwiazku_zawod* czlonkiem_zwiazku_zawod* czlonkinia_zwiazku_zawod* dzialacz_zwiazk* dzialaczka_zwiazk* dzialacza_zwiazk* skladka_zwiazk* skladki_zwiazk* skladke_zwiazk* skladek_zwiazk* ozzl
		ozz_inicjat* strajkowal* bral_udzial_w_straj* brala_udzial_w_straj* udzial_w_strajku ochrona_zwiazk* ochrony_zwiazk* legitymacja_zwiazk* legitymacje_zwiazk* przewodniczacy_zwiazku_zaw* przewodniczaca_zwiazku_zaw*`},
	{inspect.SexualLife, `zmiana_plci zmiane_plci zmianie_plci korekta_plci korekte_plci korekcie_plci tranzycj* niebinarn* zdradzil_zone zdradza_zone zdradzal_zone zdradza_meza zdradzila_meza zdradzala_meza zdrada_malz* zdrady_malz* zdrade_malz* ma_romans mial_romans prostytut*
		prostytucj* prostytuuj* impotencj* zaburzenia_erek* zaburzeniami_erek* aseksual* interplci* ma_kochank*`},
	{inspect.Ethnicity, `narodowosc_slask* narodowosci_slask* mniejszosci_niem* narodowosc_ukr* narodowosci_ukr* uchodzca uchodzczyni uchodzce uchodzcy uchodzcow wniosek_o_azyl wniosku_o_azyl wystapil_o_azyl wystapila_o_azyl ochrona_miedzynar* ochrone_miedzynar*
		ochrony_miedzynar* ochrona_uzupeln* ochrone_uzupeln* ochrony_uzupeln* ochrona_czasowa ochrone_czasowa pobyt_toler* pobytu_toler* nielegalny_pobyt nielegalny_imigr* nielegalna_imigrantk* pochodzenie_etn* pochodzenia_etn* czarnoskor* ciemnoskor* pochodzenia_arab*
		pochodzenia_zyd* pochodzenia_tureck* pochodzenia_wietn* pochodzenia_ukr* pochodzenia_afryk* pochodzenia_czecz* bezpanstwow* karte_pobytu karty_pobytu deportowan* wydalenie_z_kraju`},
}
