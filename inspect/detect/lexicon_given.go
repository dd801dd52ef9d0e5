package detect

// moreGiven are given names that the lists lack, written down for this program: of the
// old in care homes, and of families from Eritrea, Somalia, Ukraine, India and Nigeria.
const moreGiven = `reg hetty gwyneth sybil wilf geoff les glenys nuala zac priti ineke joop griet bep corry koos miep mies rie rinus stien tini trijntje nicky gregers birgul
tekle filmon selam kidane mehret hodan olena iryna svitlana oleksandr volodymyr mykola dmytro andriy serhiy tetiana yulia rajesh suresh gurpreet harpreet jasvinder balwinder manjit kuldip paramjit parveen chidi adaeze funmi tunde segun
wieslawa genowefa stanislawa mieczyslaw grazyna czeslawa nieves remedios purificacion begona inaki eulogio tauno kerttu hilkka sirkka raili terttu tyyne vaino aarne ahti impi torill lucette fernand rachida nurcan`
