package detect

import "github.com/postlock/postlock/inspect"

// southernPairs are further specialPairs, in Italian, Spanish and Portuguese.
var southernPairs = []specialPair{
	// bones and joints, stairs and falls
	{inspect.Health, `polso braccio braccia gamba gambe caviglia spalla spalle ginocchio anca gomito clavicola costola costole dito piede piedi mano mani naso femore bacino schiena tallone dente denti muneca brazo brazos pierna piernas tobillo hombro rodilla cadera codo clavicula costilla costillas dedo mano manos nariz femur espalda talon muela muelas pelvis mandibula pulso braco bracos perna pernas tornozelo ombro joelho anca cotovelo costela costelas mao maos costas quadril calcanhar dente`,
		`si_e_rotta si_e_rotto rotto rotta si_e_slog* slogat* fratturat* frattura gesso ingessat* operat* protesi mal_di dolori gonfi* amputat* lussat* distors* bruciat*
		se_ha_roto se_rompio roto rota escayola escayolad* fractur* esguince torcio operad* operaron protesis dolor_de dolores mal_de hinchad* amputad* dislocad* quemad* le_duele le_duelen se_corta se_disloco
		partiu partido partida fraturou fratura* gesso torceu entorse operad* protese dores_de dores_no dores_nas inchad* amputad* luxou deslocou queimou doem-lhe corta_os`},
	{inspect.Health, `schiena espalda costas coluna`, `mal_di mal_a problemi_alla bloccat* mal_de esta_mal dolor problemas_de problemas_na dores mau_das hernia`},
	{inspect.Health, `scale scala escaleras escalera escadas escada`, `non_riesce_piu non_riesce non_puo_piu non_ce_la_fa fatica_a ya_no_puede no_puede_subir no_puede le_cuesta no_sube ja_nao nao_consegue custa-lhe dificuldade caiu_nas caiu_pelas cadut* se_cayo caida`},
	{inspect.Health, `caduta caduto cayo caido caida caiu queda`, `doccia bagno scale letto bici bicicletta ghiaccio in_casa dalle_scale dal_letto battuto ducha bano escalera* cama bici en_casa golpeo golpe hielo en_la_calle duche banho banheira escadas cama bicicleta em_casa bateu cabeca testa cabeza`},
	// what somebody cannot do any more
	{inspect.Health, `camminare mangiare bere parlare inghiottire deglutire lavarsi vestirsi respirare alzarsi masticare niente nulla caminar andar comer beber hablar tragar lavarse vestirse respirar levantarse ducharse masticar nada caminhar falar engolir lavar vestir mastigar levantar`,
		`non_riesce_piu_a non_puo_piu non_vuole_piu non_riesce_a_stare non_vede_quasi non_sente_quasi non_mangia_quasi non_vede_piu non_parla_piu fatica_a non_e_piu_in_grado aiuto_per rifiuta_di_mang* quasi_piu piu_quasi non_vuole_piu_mangiare
		ya_no_puede ya_no_quiere ya_no_come ya_casi_no casi_no_ve casi_no_oye casi_no_come no_quiere_comer no_es_capaz le_cuesta necesita_ayuda_para se_niega_a_comer ya_no_habla apenas_come apenas_puede
		ja_nao_consegue ja_nao_quer ja_quase_nao quase_nao_ve quase_nao_ouve quase_nao_come nao_quer_comer precisa_de_ajuda_para recusa_comer dificuldade_em ja_nao_fala mal_consegue ja_nao_ve`},
	{inspect.Health, `guidare guida conducir conduzir`, `non_puo_piu non_deve_piu crisi no_puede_conducir crisis ya_no_puede prohib* por_la_vista nao_pode ja_nao_pode por_causa_das_cr* convulsoes epilep*`},
	{inspect.Health, `strada camino caminho`, `non_ritrova non_trova_piu si_perde dimentica_il si_e_persa si_e_perso no_encuentra se_pierde se_deja_el se_perdio nao_encontra nao_sabe_voltar perde-se perdeu-se deixa_o desorientat* desorientad*`},
	{inspect.Health, `notte noche noite`, `agitat* confus* voleva_uscire urla vaga agitad* queria_salir desorientad* grita deambul* queria_sair confund*`},
	{inspect.Health, `ore horas posizione postura posicao`, `girata_ogni girato_ogni va_girat* cambi_di cambios_de cada_dos cambios_posturales de_duas_em_duas mudada_de mudado_de virada virado posicionad* ogni_due_ore`},
	{inspect.Health, `piaga piaghe ferita herida heridas llaga ulcera ferida escara escaras`, `non_guarisce non_si_chiude al_tallone no_cierra no_se_cierra no_cura no_cicatriza talon nao_fecha nao_cicatriza calcanhar nao_sara infett* infectad* sacro da_decubito`},
	{inspect.Health, `settimane mesi semanas meses dias`, `di_vita poche_sett* pochi_mesi ancora_poche de_vida solo_tiene le_quedan pocas poucas so_tem restam-lhe`},
	{inspect.Health, `chili chilo kilos quilos peso`, `ha_perso perso_molt* dimagr* ha_perdido ha_engordado adelgaz* perdeu emagreceu ganhou_muito perda_de perdida_de`},
	{inspect.Health, `bere bevuto alcol alcool beber alcohol vino bebida bebidas vinho`, `ricominciato troppo puzzava puzza odore_di odorava problema_con problemi_con ha_vuelto olia huele demasiado problema_con problemas_con voltou_a cheirava cheira demais problema_com problemas_com recaid* ricadut* recaiu tutte_le_sere`},
	{inspect.Health, `latte uova noci arachidi glutine pesce lattosio leche huevo huevos nueces frutos cacahuetes gluten pescado leite ovo ovos nozes amendoins amendoim peixe marisco`,
		`non_tollera non_puo_mang* non_puo_assol* non_deve_mang* reazione reagisce no_tolera no_puede_comer no_puede_tomar no_debe reacciona nao_tolera nao_pode_comer nao_pode_beber reage_a nao_pode_tocar`},
	{inspect.Health, `cuore corazon coracao`, `problemi_di problemi_al malat* operat* soffio problemas_de problemas_del problemas_no operad* enferm* doente sofre_do soplo sopro`},
	{inspect.Health, `psicologo psicologa psichiatra neuropsichiatra logopedista terapeuta terapia psiquiatra psicoterapia fala logopeda neurologo`,
		`va_dallo va_dalla va_dal ogni_settimana seguit* valutat* in_cura e_in visita_da va_al va_a_la todas_las_sem* cada_semana en_terapia esta_en acude vai_ao vai_a todas_as_sem* seguid* anda_no anda_na consulta_de em_terapia faz`},
	{inspect.Health, `ambulanza ambulancia urgencias urgencia 118 inem`, `portat* salio_en se_la_llev* se_lo_llev* llevaron trasladad* foi_levad* levad* saiu_de saiu_na transportad* in_ambulanza`},
	{inspect.Health, `piange llora chora`, `molto sempre ogni_giorno continuamente mucho todo_el_dia todos_los mucha muito todos_os_dias o_dia_todo sem_parar`},
	{inspect.Health, `letto`, `non_si_alza non_esce piscia pipi_a fa_la_pipi no_sale_de no_se_levanta pis_en moja_la nao_sai_da nao_se_levanta xixi_na faz_xixi molha_a allettat* encamad* acamad*`},
	{inspect.Health, `positiva positivo positivi`, `risultat* tampone testata dado_positivo dado ha_dado test testou deu_positivo deu prueba`},
	{inspect.Health, `pessoas`, `bisogno_di_due per_alzarsi necesita_dos para_levantarse precisa_de_duas para_se_levantar para_levantar servono_due`},
	{inspect.Health, `farmaci pastiglie medicinali medicacion pastillas medicamentos medicacao comprimidos remedios`, `rifiuta non_prende_piu non_vuole_prendere smesso_di per_la_depr* per_l_ansia per_dormire se_niega no_quiere_tomar dejado_de no_toma para_dormir para_los_nervios para_la_depre* recusa deixou_de nao_quer_tomar nao_toma para_a_depress* para_os_nervos contra_l_ansia`},
	{inspect.Health, `seno mammella mama pecho pechos`, `nodulo asportaz* operat* rimoss* tumore bulto quitaron le_quitaron extirp* operad* caroco retirou tirou nodulo_na mastect*`},
	{inspect.Health, `hambre fome`, `lasciando_morire morire_di dejando_morir morir_de deixar_morrer morrer_a morrer_de`},
	{inspect.Health, `vita vida`, `togliersi tolto_la tolta_la quitarse_la quitarse intentado quitar tirar_a por_fim_a acabar_com tentou porre_fine farla_finita`},
	{inspect.Health, `braccia brazos bracos`, `si_taglia se_corta corta_os corta-se`},
	{inspect.Health, `carrozzina silla cadeira carrozzella`, `e_in_carroz* in_carroz* dopo_l_inc* va_en_silla en_silla_de de_ruedas em_cadeira cadeira_de_rodas anda_de_cad*`},
	{inspect.Health, `ferma fermo quieta quieto`, `non_sta_mai non_sta no_para nao_para no_esta nunca`},
	{inspect.Health, `pidocchi piojos piolhos varicella varicela morbillo sarampion sarampo scabbia sarna influenza`, `ha_di tiene tem com ha ha_preso otra_vez outra_vez apanhou de_nuevo di_nuovo`},
	{inspect.Health, `operata operato opera operada operado`, `sara stata deve_essere viene verra giovedi se_opera_el se_opera_en se_opera_de fue ha_sido sera va_a_ser va_ser foi jueves operada_a`},
	{inspect.Health, `sostegno cuidadora apoyo`, `insegnante_di la_104 l_insegnante pt_aula dictamen auxiliar_y`},
	{inspect.Health, `incubatrice incubadora`, `in en_la esta_en na esta_na prematur*`},
	{inspect.Health, `aborto embarazo gravidez bebe`, `tuvo_un ha_tenido_un sufrio_un interrup* perdio_el perdeu_o teve_um espera_um espera_un`},
	{inspect.Health, `lato lado`, `paralizz* paralizad* paralisad* sinistro izquierdo esquerdo_do`},
	{inspect.Health, `voci voces vozes`, `sente oye ouve`},
	// sex
	{inspect.SexualLife, `donna uomo mujer hombre mulher homem`, `convive_con_un_altra vive_con_un_altra con_un_altra con_un_altro vive_con_otra vive_con_otro con_otra con_otro com_outra com_outro vive_com_outra casada_com_outra casado_com_outro`},
	{inspect.SexualLife, `relazione amante aventura amorio affair caso`, `ha_una ha_un con_l_org* sposat* tiene_una tiene_un con_el_org* casad* tem_um tem_uma com_o_org* extraconj*`},
	{inspect.SexualLife, `sesso sexo genero`, `cambi* cambiando cambio_de mudanca_de mudar_de transizion* transicion* transicao ormoni hormon*`},
	// faith
	{inspect.Religion, `moschea mezquita mesquita sinagoga chiesa iglesia igreja parrocchia messa misa missa`, `va_in va_alla va_a_la va_a_misa vai_a vai_todas ogni_vener* los_viernes sextas-feiras prega reza lasciato abbandonat* dejado ha_dejado deixou saiu_da abandon* frequenta`},
	{inspect.Religion, `ramadan ramadao kippur quaresma`, `digiun* ayuna jejua faz_o observa`},
	{inspect.Religion, `battesimo battezzat* bautismo bautizara bautizar* batismo batizada batizado`, `ricevera adulta adulto da_adult* de_adult* em_adult* pasqua pascua pascoa ha_chiesto ha_pedido pediu`},
	{inspect.Religion, `sbattezzata sbattezzato`, `si_e si`},
	{inspect.Religion, `prega reza ora`, `cinque_volte cinco_veces cinco_vezes volte_al_giorno veces_al_dia vezes_por_dia`},
	// unions
	{inspect.Union, `sindacato sindacale cgil cisl uil ugl sindicato ugt ccoo csif cgtp fenprof sindicatos`, `tessera quota iscritt* paga iscriz* carne carnet cuota afiliad* saco sacado se_ha_dado dado_de_alta socia socio cartao quotas filiad* inscrit* inscreveu* delegad* saiu`},
	{inspect.Union, `sciopero huelga greve`, `partecipato ha_fatto ha_scioper* participo hizo estuvo secundo participou fez esteve aderiu`},
	{inspect.Union, `scioperato`, `ha ieri`},
	// origin
	{inspect.Ethnicity, `siria afghanistan afganistan eritrea iraq irak iran ucraina ucrania somalia sudan congo venezuela siria afeganistao eritreia iraque angola guine`, `fuggit* scappat* huyo huido huyendo fugiu fugid* refugiad* rifugiat* asil*`},
	{inspect.Ethnicity, `asilo soggiorno documenti papeles residencia papeis`, `respint* domanda_d respingere permesso_di vive_qui_senza vive_senza solicitud denegad* vive_aqui_sin vive_sin esta_sin permiso_de espera_el pedido_de recusad* vive_ca_sem vive_sem esta_sem autorizacao_de espera_a titulo_de`},
	{inspect.Ethnicity, `sinti sinta sinto`, `famiglia di_etnia`},
	{inspect.Ethnicity, `curda curdo kurda kurdo cigana cigano gitana gitano`, `es dell_iraq de_irak do_iraque familia de_etnia`},
	// police and crime
	{inspect.Criminal, `polizia carabinieri questura policia guardia gnr psp`, `fermat* arrestat* interrogat* denunciat* ricercat* portata_in portato_in detenid* arrestad* interrogad* buscad* denunciad* se_lo_llevo se_la_llevo detid* identificad* procurad* levad* custodia`},
	{inspect.Criminal, `coltello pistola navaja cuchillo arma navalha faca`, `a_scuola portato_un aveva minacciat* llevo_una llevo_un al_instituto al_colegio amenaz* en_la_mochila levou_uma levou_um para_a_escola na_escola ameac*`},
	{inspect.Criminal, `cassa caja caixa`, `preso_soldi soldi rubat* cogio_dinero dinero_de robo robado tirou_dinheiro dinheiro_da roubou desviou`},
	{inspect.Criminal, `hashish cocaina eroina erba droga hachis marihuana porros haxixe heroina canabis cannabis drogas`, `spaccia vende vendeva fuma trovat* trapichea pillad* consume traficava apanhad* vendia dipendente`},
	{inspect.Criminal, `patente carne`, `perso_la ritirat* ebbrezza alcol perdio_el retirad* bebida conducir_beb* alcohol perdeu_a apreendid* alcool alcoolemia conduzir`},
	{inspect.Criminal, `braccialetto pulsera pulseira`, `elettronico telematica electronica eletronica`},
	{inspect.Criminal, `stupro furto truffa rapina lesioni violenza spaccio violacion hurto robo estafa lesiones agresion violacao roubo burla agressao violencia trafico`, `denunciat* indagat* accusat* condannat* in_carcere arrestat* processat* denunciad* investigad* acusad* condenad* carcel detenid* arguid* julgad* presa preso cadeia`},
	{inspect.Criminal, `indagata indagato investigada investigado arguida arguido acusada acusado accusata accusato`, `per_aver per_avere por_estafar por_robar por_agredir por_haber de_ter por_ter di_aver truffat*`},
	{inspect.Criminal, `carcere galera carcel prisao cadeia`, `stata_in stato_in e_in uscit* estuvo_en en_la sale_de salio_de esteve_na esteve_em na_cadeia na_prisao esta_na saiu_da anni_di`},
	// want and debts
	{inspect.SocialCare, `affitto bollette bolletta luce alquiler luz facturas renda contas recibos`, `indietro_con arretrat* non_paga_piu non_riesce_a_pagare deve_tre mesi_di debe no_puede_pagar no_paga meses_de atras* cortado renda_em atrasad* nao_paga nao_consegue_pagar deve cortaram staccat*`},
	{inspect.SocialCare, `soldi dinero dinheiro`, `non_ha per_mangiare non_ha_piu no_tiene para_comer no_le_llega nao_tem para_comer sem`},
	{inspect.SocialCare, `debiti deudas dividas deuda divida`, `pien* molti llen* tiene muchas chei* muitas tem con_la_finanz* sommers*`},
	{inspect.SocialCare, `divano sofa macchina coche carro rua`, `dorme_sul dorme_in di_un_amico duerme_en de_un_amigo dorme_no dorme_na de_um_amigo`},
	{inspect.SocialCare, `alloggio piso vivienda habitacion quarto apartamento`, `deve_lasciare sfrattat* sfratto perso_la tiene_que_dejar echan echaron desahuci* perder_la perdio_la tem_de_sair tem_de_deixar despejad* despejo sem_casa perdeu_a fora_de`},
	{inspect.SocialCare, `marito compagno padre madre patrigno marido pareja padrastro companheiro pai mae padrasto ex-marito`, `picchiat* picchia maltrattat* minacci* non_deve_essere_cons* consegnata_al consegnato_al violent* beve ubriac* maltratad* pega pegan golpe* amenaz* no_puede_ser_recog* recogida_por recogido_por orden_de_alej* bebe agredid* bate batid* espancad* ameaca nao_pode_ser_ent* entregue_ao in_carcere en_la_carcel na_prisao abusa*`},
	{inspect.SocialCare, `affido affidamento acogida acolhimento`, `vive_in in_affido da_un_anno familia_de casa_de instituicao_de familia data_in dato_in`},
	{inspect.SocialCare, `mangiato colazione desayunar desayuno comer pequeno-almoco merenda`, `a_scuola senza senza_aver sin_desay* al_colegio llega sin_haber a_escola sem_comer sem_o sem_tomar chega`},
	{inspect.SocialCare, `sporchi sporca sucia sucias suja sujas`, `vestiti ropa roupa viene vem todos_los sempre`},
	{inspect.SocialCare, `amministratore tutore tutor curatore curador tutela curatela`, `di_sostegno legal ha_un tiene_un tem_um sotto bajo sob`},
	{inspect.SocialCare, `sociali sociales sociais`, `seguit* in_carico atendid* seguid*  acompanhad* sinalizad* por_los_serv* pelos_serv* dai_serv*`},
	{inspect.SocialCare, `cittadinanza vital rsi`, `reddito_di ingreso_minimo renta rendimento vive_do vive_del`},
}
