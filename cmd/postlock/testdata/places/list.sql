INSERT INTO medlem (navn, nr) VALUES ('Anna', 'CPR 171085-1268'), ('Bo', 'CPR 181085-1269');
