package detect

// roleWords are the names of mailboxes of offices in thirteen languages, folded, beside
// roleBoxWords; shortRoleWords are so only by themselves. None is a person's name, and
// beside a given name they say nothing.
var (
	roleWords = wordSet(`aanmelden accounting accountspayable accountsreceivable accueil achats acquisti adherents administracao administracio administracion administracja administrator
	admissions afdeling afdelingen afdelingshoofd affitti agrupamento aide ajanvaraus ajuda alcaldia almacen alquiler ambulanz ambulatorio amministrazione ampa anagrafe
	anmalan anmeldung apoio apoiocliente apotek apotheek apotheke apteekki apteka archief archiv archives archivio archivo archiwum arkisto arkiv armazem arquivo arrangement
	arrangementer asiakaspalvelu asilo asociacion assistance assistente assistenza associacao association associazione atencion atencionalcliente atencioncliente atendimento
	attendance avdeling ayuda ayuntamiento barnehage bauamt beheer belastingen beratung beschwerde bestellingen bestilling bestyrelsen bezorging biblioteca biblioteka
	bibliotekaszkolna bibliotheque bibliotheques biuro boernehave boernehaven bogholderiet bokning bokningar boletin boligforening bookings borgerservice boutique bouwzaken
	boxoffice buchung buecherei buergerbuero bureau burgerzaken bursar butik butikk byggesag byggesak bygglov bygglovet cabinet cantine careers caretaker ceip centraloffice
	chair chairman chairperson church churchoffice churchwarden circolo cita citaprevia citas clenove clerk clientes clienti clinic clinica club clube colegio college
	comercial commande commandes commercial commerciale comms commune communicatie communication communications complaints compliance compras compta comptabilite comune
	comunicacao comunicacion comunicazione consulta consultorio contabilidad contabilidade contabilista contabilita contacto contactos contactus contatti correio correo
	council councillors courrier creche creditcontrol crediteuren crisis customercare customerservice customersupport czlonkowie databeskyttelse dataprotection dataskydd
	dataskyddsombud debiteuren debitoren dekanat dentist deputyclerk diaconie diakon direcao direccion direction director diretor direzione dirigente dispatch dispecink dispo
	disposition donations dorpsraad drift dyrekcja dyrektor ecole economato editorial ejendom ekonomi elternbeirat empleo emploi emprego encomendas enquiries enquiry escola
	escuela eshop estates estimates etatcivil expedition expeditionen facilities facturacion facturas facturation factures factuur fakturace fakturaer fakturor faktury
	farmacia farnost fatturazione fatture faturacao faturas feedback ferienprogramm feuerwehr fibu foerderverein forening foreningen formand formanden forsaljning forskola
	forvaltning forvaltningen friedhof friedhofsverwaltung frontdesk fundraising gardien gdpr gemeentehuis gemeindekasse geral geschaeftsfuehrung gleichstellung gmina graver
	griffie guarderia hallbookings hallitus hausmeister hausverwaltung headteacher henkilosto hilfe hire hjaelp hjalp hjelp housing hovedkontor huisartsen humanresources hurt
	ilmoittautuminen imprensa indmeldelse indmeldinger informacion informacoes informatica informatique informatyk infos inkop innkjop inquiries inschrijven inschrijvingen
	inscricoes inscripciones inscription inscriptions intake invoicing isannointi iscrizioni itsupport jasenet jasensihteeri jefatura jeugdzaken jidelna jobb jugendamt junta
	kadry kancelar kancelaria kansli kansliet kantine kantoor kariera kassa kassan kasse kassenwart kasserer kassereren kassierer kassor kauppa kaupunki kerkbestuur
	kerkrentmeesters kindergarten kirchenvorstand kirjaamo kirjasto kirkebog kirkegard kirkekontor kirken kirkeverge kirkkoherranvirasto kita klachten klachtenregeling klage
	klager klagomal klantcontact kleiderkammer klinik klinikken klub klubben klussen knihovna kommun kommunen kommunikasjon kommunikation komunikacja kontoret kordegn koulu
	kreditoren ksiegowosc kuesterei kultura kundendienst kundenservice kundservice kundtjanst kunta kyrka kyrkan lager lageret laskut laskutus laskutusosoite lavoro leden
	ledenadm ledenadministratie ledenraad legekontor lehdisto leitstelle lekarna lettings liegenschaften location loen lohnbuero loja loner lonn lopd lycee magazzino
	mainoffice mairie markkinointi marknad matrika mediatheque medlem medlemskab medlemskap meldeamt members membership membershipsecretary menighedsraad menighet
	menighetskontor mesto miasto miljoe mitglieder mitgliederverwaltung municipio musee museo museu museum musikschule muzeum myynti mzdy nakup negozio neuvonta news newsdesk
	nominas notdienst nursery nyhedsbrev nyhetsbrev obchod obec objednavky obsluga obslugaklienta officeadmin oficina okonomi okonomikontor operations oplysning orderdesk
	ordforande ordinace ordini ordnungsamt ordre ordrer organist osto paghe paie paivakoti palkat palvelu palvelut pamelding parafia parish parishclerk parishoffice parochie
	paroisse paroquia parrocchia parroquia pastoraat pastorsexpeditionen payroll pedidos penningm penningmeester perisco periscolaire pers personalabteilung personale
	personalni personeelszaken personvern personvernombud pharmacie pharmacy planning poczta podatelna podatelnamesto podpora pokladnik pomoc posta posti postkasse postmottak
	postvak poverenec praktijk prasa praxis predseda prenotazione prenotazioni prensa preside presidence presidencia president presidente presidenza pressestelle prezes
	prihlasky principal privacidad privacidade procurement prodej promocja pronajem protocollo provsti przedszkole przychodnia puheenjohtaja purchasing quotations quotes
	raadhus raadhuset radhuset ragioneria rahastonhoitaja rakennusvalvonta rececao recepce recepcion recepcja receptionen rechnungen rechnungseingang rechnungswesen
	reclamaciones reclamacoes reclamation reclami recruitment recrutamento recrutement redacao redaccion redaction redakce redakcja redaksjon redaktionen redazione reditel
	reditelstvi referat register registration registrator registratur registro regnskab regnskap rehtori rejestracja reklamaatiot reklamace reklamacje rekrutacja rekruttering
	rekrytering rekrytointi rektor rentals resepsjon reservas reservation reservations reserveringen reservierung returns rezeption rezervace rezerwacja rezerwacje rgpd
	risorseumane rodo roosters rrhh safeguarding salarios salarisadministratie salesoffice salesteam schatzmeister schooloffice schriftfuehrer schulleitung schulsekretariat
	scolaire scolarite scriba scuola secr secretaire secretaria secretariageneral secretariageral secretariat secretariatgeneral secretario secretaris segretario segreteria
	segreteriasoci sekr sekretar sekretariatet sekretariatreditele sekretariatszkoly sekretarz sekreterare senco serviceclient serviceclients servicecommercial
	servicekontoret servicerh servicetechnique servicetorg servis servizioclienti serwis seura seurakunta sihteeri skarbnik sklep skola skolan skolen skolka soci socialtjanst
	socios soporte sozialamt spolek spravce sprzedaz stab stabsstelle stadhuis stadshuset stadt stadtkasse stampa standard standardiste standesamt starosta starostwo station
	stavebni steueramt stowarzyszenie studijni studio styre styrelse styrelsen styret subscriptions suporte supporto surgery sygehus szkola tafel tajemnik talous tandlaege
	tandvard tannlege technik technique tecnico teknik termin tesorero tesoriere tesoureiro tienda tietosuoja tilat tilaukset tilmelding tisk toezicht toimisto toimitus
	townclerk treasurer tresorier tributi tuki uctarna udlejning ufficio ufficiopersonale ufficioscuola ufficiostampa ufficiotecnico urad urbanisme urbanismo urbanistica
	urzad uthyrning utleie uutiskirje vacancies vacatures vaerksted vagt vagten vaktmastare vaktmester valnamnd varaukset vardcentral vastaanotto vastgoed vendas vendite
	ventas vente ventes verein vereniging verhuur verkooppunt vermietung versand vicar vicevaert viestinta volunteering voorzitter vorsitz vorsitzender vorzimmer
	vrijwilligers vuokraus vybor wache wacht warehouse webwinkel wedstrijdsecretaris wedstrijdzaken werkenbij werkstatt wijkraad winkel wsparcie wydzial wynajem yhdistys
	yllapito zakaznici zakupy zamowienia zapisy zarzad zorg`)
	shortRoleWords = wordSet(`dpd edv ict ies iod it rh sav sfo urp vhs`)
)
