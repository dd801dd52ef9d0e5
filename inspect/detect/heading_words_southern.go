package detect

import "github.com/postlock/postlock/inspect"

// headingsSouthern are Italian, Spanish and Portuguese words of headings; see headingWords.
var headingsSouthern = headingWords{
	early: []headingRule{
		{kind: kFamily, words: `apelido_de_solt* apellido_de_solt* apellidos_del_nino apellidos_nino cognome_alla_nasc* cognome_da_nub* cognome_nub* nome_de_fam* nome_de_solt* ultimo_nome*`},
		{kind: kFull, words: `apellidos_nombre apellidos_y_nomb* cognome_e_nome* cognome_nome intestatario_conto intestatario_del_conto nombre_apell* nombre_de_la_madre nombre_del_dif*
		nombre_del_menor nombre_del_pac* nombre_del_padre nombre_del_socio nombre_del_solic* nombre_del_titular* nombre_del_trab* nombre_del_tutor nombre_del_usuario*
		nombre_y_apell* nome_aluno* nome_cognome nome_comp* nome_da_mae nome_del_genit* nome_del_minore nome_del_padre nome_della_madre nome_do_aluno* nome_do_cand*
		nome_do_doador* nome_do_enc* nome_do_func* nome_do_menor* nome_do_pac* nome_do_pai nome_do_socio* nome_do_utente* nome_e_apel* nome_e_cognome* nome_paziente nome_socio
		nominativi titular_cuenta titular_da_conta titular_de_la_cuenta`},
		{kind: kPay, words: `importe_de_la_deuda importe_deuda* importe_don* valor_da_div* valor_do_don* valor_donat*`},
		{kind: kThing, words: `anno_di_nasc* anno_nasc* ano_de_nac* ano_de_nasc* ano_nac* codice_cliente* comune_di_nasc* comune_nasc* fecha_de_alta fecha_de_baja lengua_materna* lingua_madre*
		lingua_materna* local_de_nasc* lugar_de_nac* lugar_nac* luogo_di_nasc* luogo_nasc* municipio_de_nac* n_cliente* n_de_cliente* n_de_socio* n_empleado* n_expediente n_figli
		n_filhos n_hijos n_processo n_soci n_socio* n_tessera naturalidade* no_socio* nombre_archivo* nombre_cientif* nombre_comercial* nombre_comun* nombre_de_arch*
		nombre_de_la_empresa* nombre_de_usuario* nombre_del_centro* nombre_del_colegio* nombre_del_curso* nombre_del_equipo* nombre_del_grupo* nombre_del_prod* nombre_del_proy*
		nombre_empresa* nombre_producto* nombre_usuario* nome_azienda* nome_cientif* nome_comercial* nome_commerc* nome_comune* nome_corso* nome_da_empresa* nome_da_escola*
		nome_da_turma nome_de_util* nome_do_curso* nome_do_fich* nome_do_prod* nome_do_proj* nome_empresa* nome_evento* nome_file* nome_gruppo* nome_prodotto* nome_produto*
		nome_progetto* nome_scientif* nome_scuola* nome_societa* nome_squadra* nome_utente* nome_utilizador* num_hijos num_socio* numero_alunni numero_de_alum* numero_de_cliente*
		numero_de_empl* numero_de_filhos numero_de_hijos numero_de_socio* numero_figli numero_soci numero_tessera paese_di_nasc* pais_de_nac* pais_de_nasc* prov_nasc*
		provincia_de_nac* provincia_di_nasc* quadro_elettr* stato_di_nasc*`},
		{kind: kSpecial, attr: inspect.Health, words: `antecedentes_clin* antecedentes_med* bisogni_educ* bisogni_spec* causa_da_morte causa_de_muerte causa_del_dec* causa_del_fall* dados_clin* data_de_intern* data_intern*
		data_presunta_del_p* data_presunta_parto data_prevista_do_p* data_ricov* dpp estado_de_salud estado_vacun* fecha_baja_med* fecha_de_baja_med* fecha_de_ingreso_hosp*
		fecha_probable_de_p* fpp grado_de_dep* grado_di_inv* grau_de_incap* historial_clin* historico_clin* informacao_clin* informacoes_clin* insegnante_di_sost* motivo_ricov*
		movilidad_red* necesidades_ed* necesidades_esp* necessidades_ed* necessidades_esp* note_med* note_san* observacoes_med* pensione_di_inv* quadro_clin* stato_vaccin*
		tipo_de_defic* tipo_de_discap*`},
		{kind: kSpecial, attr: inspect.Religion, words: `avvalent* data_bat* data_batt* data_cresima* data_crisma* data_de_bat* data_di_batt* data_do_bat* data_do_crisma fecha_baut* fecha_de_baut* fecha_de_conf* luogo_batt*
		parrocchia_di_batt* parroquia_de_baut* prima_comun* primeira_comun* primera_comun* si_avvale*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `autorizacao_de_res* estatuto_de_ref* paese_d_orig* pais_de_orig* situacion_adm* stato_di_rif* status_di_rif* titulo_de_res*`},
		{kind: kSpecial, attr: inspect.SexualLife, words: `identidad_de_gen* identita_di_gen*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `antecedentes_crim* antecedentes_pen* certificado_de_delitos* data_scarcer* delitos_sex* durata_della_pena durata_pena fecha_de_excarc* fim_da_pena fine_pena*
		registo_crim*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `contributo_econ* fascia_isee isee* menor_tut* prestacao_soc* prestacoes_soc* rendimento_soc* subsidio* tipo_de_apoio_soc* valore_isee victima_de_viol*`},
	},
	rules: []headingRule{
		{kind: kGiven, words: `nombre_de_pila* nombre_del_al* nombre_del_nino nombre_nino nome_da_crianca* nome_di_batt* nome_proprio* nomes_proprios primeiro_nome primer_nombre* segundo_nombre*`},
		{kind: kFamily, words: `apelido* sobrenome*`},
		{kind: kFull, words: `abbonati abbonato abonado abonados acusado* afiliada afiliado afiliados agregado_fam* allieva allievi allievo anzian* arguido* asegurad* assicurat* assinante* associada
		associado associados atleta atletas atleti bambina bambine bambini batizando* battezzando* bautizando* becado becados becario becarios beneficiario* bolseir*
		capofamiglia* catechizz* catequiz* catequizand* comunero* comunicando* condannati condannato condenado condenados condomini condomino condomino* confirmand* corsista
		corsisti cresimand* crianca criancas crismand* debitore_nome defunta defunto defunto* degente degenti denunciante* dependiente_nombre deportista* detenid* detenuti
		detenuto deudor deudores devedor devedores difunto difuntos disabile disabili discapacitad* doador doadora doadores doente doentes donante* donatore donatori donatrice
		educando* empleadas empleados empregado empregados enferma enfermo enfermos erede eredi estudante estudantes estudiante* falecid* fallecidos famigliare familiar familiare
		familiares familiari feligres* figli figlia figlio filha filhas filho filhos fratelli funcionario* giocatore giocatori giocatrice herdeiro* heredero* hermanos hija hijas
		hijo hijos hospede* huesped* idosa idoso idosos imputati imputato indagato interesada interesado interesados interessat* internado_nome internos investigad* irmaos
		jogador* jubilad* jugador* lavoratore lavoratori lavoratrice madrina madrinha* matriculad* mayor_nombre menor menores minore minori noiva noivo noivos nome_debitore novia
		novio novios nucleo_fam* ospite ospiti pacientes padrinho* padrino paroquian* parrocchian* passageiro* pensionist* perceptor* persona_offesa querelant* recluso recluso*
		reclusos reformad* refugiad* requerente* richiedente* ricoverat* rifugiat* segurado* soci socios solicitante* sottoscritt* sposa sposi sposo studente studentessa
		studentesse studenti suscriptor* tesserati tesserato testemunha* testigo testigos testimone testimoni tirocinant* titular trabalhador* tutelad* usuaria usuario usuarios
		utente utenti viajante* victima victimas vitima vitimas vittima vittime volontari volontaria volontario voluntaria voluntario voluntarios`},
		{kind: kEmail, words: `correio_e* direccion_corr* direccion_de_corr* direccion_e_m* direccion_elect* direccion_em* e_correo endereco_de_em* endereco_elect* endereco_elet* endereco_em*
		indirizzo_di_posta* indirizzo_e_m* indirizzo_em* indirizzo_mail* indirizzo_posta_el* pec`},
		{kind: kPhone, words: `celular celular* contacto_tel* contactos_tel* contato_tel* localizable* n_telef* n_telem* recapiti* reperibile* tel_ab tel_fijo tel_fisso tel_trab* tel_uff telef*
		telefono_cont* telem* tfno* tlf_* tlm*`},
		{kind: kStreet, words: `abitazione* civico con_domicilio* direccion_env* direccion_postal* domiciliat* domicilio* endereco_res* indirizzo_sped* logradouro morada_* n_civico n_da_porta n_porta
		n_y_calle nombre_de_la_via num_civico numero_civico* numero_piso piso piso_puerta residente_a residente_em residente_in rua rua_e_n* tipo_de_via via_e_n* via_piazza`},
		{kind: kPostcode, words: `c_a_p cap_ab cap_citta cap_comune cap_localita cep cod_post* codice_post* codigo_post* cp_y_pobl*`},
		{kind: kTown, words: `=comune =concelho =localita =prov bairro* barrio* cidade* citta_di_resid* ciudad_de_res* comune_di_resid* comune_resid* comunidad_aut* distrito* frazione* local_de_resid*
		localidad_de* lugar_de_resid* luogo_di_resid* municipio* paese_di_resid* poblacion* provincia_di_resid* pueblo residencia residenza`},
		{kind: kBirth, words: `=nasc aniversario* compleanno* d_d_n d_nasc* data_de_nasc* data_di_nasc* data_nasc* ddn dt_nasc* f_de_nac* fec_nac* fecha_nacim* fecnac fnac nacida_el nacido_a_el
		nacido_el nascida_a nascido_a nascido_em nato_a_e_il nato_a_il`},
		{kind: kAge, words: `edad_anos edad_del_n* edad_nino eta_anni eta_bamb* eta_del_bamb* idade idade_* idades`},
		{kind: kID, words: `bilhete_de_id* c_f carne_de_cond* carnet_de_cond* carta_de_cond* cartao_cid* cartao_de_cid* cod_fis* codice_fisc* codicefisc* cpf d_n_i dni_* documento_d_id*
		documento_de_id* documento_di_id* documento_id* documento_ident* n_afiliacion_ss n_bi n_bi_cc n_cartao_de_cid* n_cc n_contrib* n_de_contrib* n_de_utente* n_documento
		n_i_f n_pasap* n_passap* n_patente* n_s_s n_seg_soc* n_seguranca_soc* n_seguridad_soc* n_tarjeta_san* n_tessera_san* n_utente* num_afil* num_contrib* num_seg_soc*
		numero_de_contr* numero_de_la_seg* numero_de_utente* numero_passap* numero_utente* nuss pasaporte* passaporte* passaporto* patente* permesso_di_sogg_n*
		permesso_di_soggiorno_n* permiso_de_cond* seguranca_soc* tarjeta_san* tessera_san* titulo_de_resid_n* titulo_de_residencia_n*`},
		{kind: kIBAN, words: `c_c_banc* codice_iban* conta_banc* conto_banc* conto_corr* coordinate_banc* cuenta_banc* cuenta_corr* dados_banc* datos_banc* domiciliacion_banc* n_conta* n_conto*
		n_cuenta* n_da_conta* nib num_cuenta* numero_conto* numero_da_conta* numero_de_conta* numero_de_cuenta*`},
		{kind: kClass, words: `ano_de_esc* ano_turma classe_e_sez* classe_freq* classe_sez* curso_grupo curso_y_gr* turma*`},
		{kind: kPay, words: `arretrati assenze ausencias boletin_not* calificacion* debiti debito deuda deuda_* deudas divida dividas donacion* donativo* donazion* faltas_de_asist* impago impagos
		importo_don* ingresos_an* ingresos_fam* ingresos_men* jornal media_final media_voti morosit* nomina nominas nota_media notas_final* ordenado* paga_oraria pagella*
		pensione_imp* redditi* reddito reddito_* remuneracao* remuneracion* rendas_em_atr* rendimento* rendimentos renta_fam* stipendi* vencimento*`},
		{kind: kSpecial, attr: inspect.Health, words: `acneae acnee adicciones anamnesi anamnesis apto_medico asma asmatic* atestado* ausili baixa_med* baja_lab* cadeira_de_rod* carrozzina celiac* celiach*
		certificado_de_disc* certificado_med* certificato_med* ciec* codice_esenz* cuidados data_ricovero dati_san* datos_de_sal* datos_med* deficien* diabet* dias_de_baixa
		dipendenze_pat* dislessia dislexia disturb* ensino_esp* epileps* epiless* gravidanza* historia_clin* historial_med* idoneita_sport* incapacid* informacion_med*
		informazioni_med* ingreso_hosp* inidone* internament* l_104 legge_104 lesiones malattie_pregr* motivo_baja motivo_da_aus* motivo_da_cons* motivo_de_consult*
		motivo_de_deriv* motivo_de_falta motivo_de_la_baja neae non_autosuff* parte_de_baja patologia* pressione_art* regimen_alim* restricoes_alim* ricover* sedia_a_rot*
		silla_de_ru* sordit* tdah tensao_art* tension_art* toxicoman* trastorn* vaccin* vacina*`},
		{kind: kSpecial, attr: inspect.Religion, words: `batismo batizad* catequese comunhao comunioni confesion_rel* creencia* crisma cursa_rel* insegnamento_rel* ora_di_rel* sacramenti`},
		{kind: kSpecial, attr: inspect.Union, words: `delega_sind* tessera_sind* trattenuta_sind*`},
		{kind: kSpecial, attr: inspect.Ethnicity, words: `color_de_piel colore_della_p* cor_da_pele`},
		{kind: kSpecial, attr: inspect.Politics, words: `appartenenza_pol* filiacao_part* militancia partido_pol* partito_pol*`},
		{kind: kSpecial, attr: inspect.Criminal, words: `affidamento_in_prova arresti_dom* capo_d_imp* certificado_de_pen* condenac* crime crimes detenzion* liberdade_cond* libertad_cond* libertad_vig* misura_caut* misure_caut*
		orden_de_alej* pulseira_elet*`},
		{kind: kSpecial, attr: inspect.SocialCare, words: `abono_de_fam* acao_social acogimiento* amministratore_di_sost* apoio_soc* assegno_di_incl* assegno_soc* assegno_unico ayuda_a_dom* ayuda_alim* ayuda_econ* banco_alim*
		banco_de_alim* beca_comedor beca_de_com* bonus_soc* buoni_spesa cabaz* cpcj desempleado* desempreg* disagio* disoccup* escalao escalao_* esenzione_mensa esonero_mensa
		exclusion_soc* famiglia_affid* familia_de_acog* familia_de_acol* familia_num* imv indigent* ingreso_minimo* medida_de_prom* medida_de_prot* naspi pacchi_alim* pacco_alim*
		pension_no_contr* renta_garant* renta_minima risga rmi rsi segnalazione_serv* sem_abrigo senza_fissa* servizi_soc* sin_hogar situacao_fam* situacao_soc* situacion_econ*
		situacion_fam* situacion_soc* situazione_fam* vulnerab*`},
	},
	roles: []roleRule{
		{roleChild, `alumna alumno alunna alunno bambina bambini crianca criancas educando* figli figlia figlio filha filho filhos hija hijo hijos menor minore minori nina nino ninos`},
		{roleContact, `contacto contato contatto persona_di_cont* pessoa_de_cont*`},
		{roleEmergency, `avisar_a contacto_de_em* contato_de_em* contatto_di_emerg* contatto_emerg* em_caso_de_em* en_caso_de_emerg* in_caso_di_emerg* persona_da_cont*`},
		{rolePartner, `companheir* coniuge conjuge convivente conyuge esposa esposo marido marito moglie pareja`},
		{roleParent, `affidatari* enc_de_ed* enc_educ* encarregado* esercente* genitori madre_padre* padre_madre padre_o_tutor padre_y_madre padres pai_mae progenitor* representante_leg*
		tutore*`},
		{roleMother, `mama nome_da_mae`},
		{roleFather, `nome_do_pai`},
	},
	hints: []headingRule{
		{attr: inspect.Health, words: `baja bes cuidados cura cure dipendenze dsa esenzione lesion note_alimentari observacoes pdp pei sintomas sintomi sostegno terapie tratamiento trattamento`},
		{attr: inspect.Religion, words: `comunion confirmacion fe fede irc paroquia parrocchia parroquia`},
		{attr: inspect.Politics, words: `partido`},
		{attr: inspect.Criminal, words: `carcel carcere condena penas prision sentencia sentenza`},
		{attr: inspect.SocialCare, words: `affidamento affido apoio apoyo assistente_sociale ayuda caritas contributo escalao paro prestacion situacao situacion sussidio trabajador_social trabajadora_social`},
	},
}
