// Names of the sample account's people, in the scripts of their languages. `name=latin`, where the address is written otherwise.

interface Names {
  readonly language: string;
  /** Where most of them live. */
  readonly timezones: readonly string[];
  readonly given: string;
  readonly family: string;
}

export const NAMES: readonly Names[] = [
  {
    language: 'de',
    timezones: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
    given: 'Jürgen Käthe Björn Anneliese Günther Sören Ulrike Matthias Jörg Bärbel Heike Lukas Leonie Finn Mia Hannah Götz Antje',
    family: 'Müller Schröder Weiß Krüger Schäfer Groß Böhm Jäger Vogel Köhler Brandt Fuchs Lindemann Öztürk Winkler Kühn Stöhr',
  },
  {
    language: 'fr',
    timezones: ['Europe/Paris'],
    given: 'Élodie François Zoé Aurélie Jérôme Hélène Loïc Chloé Théo Maëlle Gaël Inès Noémie Cédric Maïté Benoît',
    family: 'Lefèvre Marchand Besançon Gérard Étienne Dupré Hébert Noël Rivière Chénier Moreau Léger Prévost Gagné Béranger',
  },
  {
    language: 'es',
    timezones: ['Europe/Madrid'],
    given: 'Begoña Íñigo Lucía Joaquín Nuria Andrés Sofía Álvaro Inés Raúl Concepción Mónica Óscar Belén Martín',
    family: 'Muñoz Ibáñez Peña Gómez Núñez Ordóñez Castaño Sáez Benítez Yáñez Cáceres Zúñiga Briceño Ruiz Herrero',
  },
  {
    language: 'pl',
    timezones: ['Europe/Warsaw', 'Europe/Prague'],
    given: 'Łukasz Małgorzata Michał Zofia Paweł Agnieszka Stanisław Bożena Jiří Kateřina Dvořák=dvorak Grażyna Přemysl Wojciech',
    family: 'Wiśniewska Kowalczyk Wójcik Zieliński Szymański Dąbrowska Černý Říha Novotná Gołąb Jabłoński Łuczak Świątek Nowák',
  },
  {
    language: 'el',
    timezones: ['Europe/Athens'],
    given:
      'Γιώργος=giorgos Ελένη=eleni Νίκος=nikos Κατερίνα=katerina Δημήτρης=dimitris Σοφία=sofia Άννα=anna Κώστας=kostas Ιωάννα=ioanna Θανάσης=thanasis Χρήστος=christos Φωτεινή=foteini',
    family:
      'Παπαδόπουλος=papadopoulos Οικονόμου=oikonomou Γεωργίου=georgiou Νικολάου=nikolaou Αγγελίδης=angelidis Βασιλείου=vasileiou Ξενάκης=xenakis Καραγιάννη=karagianni Μάρκου=markou Ζαχαρίας=zacharias',
  },
  {
    language: 'uk',
    timezones: ['Europe/Kyiv', 'Europe/Sofia'],
    given:
      'Олександр=oleksandr Ірина=iryna Дмитро=dmytro Оксана=oksana Наталія=nataliia Юрій=yurii Світлана=svitlana Сергій=serhii Єва=yeva Андрій=andrii Катерина=kateryna Георги=georgi Мария=maria',
    family:
      'Шевченко=shevchenko Коваленко=kovalenko Бондаренко=bondarenko Ткаченко=tkachenko Лисенко=lysenko Мельник=melnyk Козак=kozak Гнатюк=hnatiuk Їжак=yizhak Димитров=dimitrov Захарченко=zakharchenko',
  },
  {
    language: 'ar',
    timezones: ['Africa/Cairo', 'Africa/Tunis', 'Asia/Dubai'],
    given:
      'محمد=mohamed فاطمة=fatima أحمد=ahmed ليلى=layla يوسف=youssef مريم=mariam خالد=khaled نور=nour عمر=omar سلمى=salma إبراهيم=ibrahim هدى=huda زينب=zaynab طارق=tariq',
    family:
      'الحداد=alhaddad منصور=mansour الزهراني=alzahrani سعيد=said الخطيب=alkhatib المصري=almasri قاسم=qasim النجار=alnajjar حمدان=hamdan الشريف=alsharif',
  },
  {
    language: 'he',
    timezones: ['Asia/Jerusalem'],
    given:
      'נועה=noa איתי=itai תמר=tamar יונתן=yonatan שירה=shira דניאל=daniel מיכל=michal אורי=uri רחל=rachel אלון=alon יעל=yael גלעד=gilad',
    family:
      'כהן=cohen לוי=levi מזרחי=mizrahi פרידמן=friedman ביטון=biton אברהם=avraham שפירא=shapira גולן=golan ברק=barak אשכנזי=ashkenazi',
  },
  {
    language: 'zh',
    timezones: ['Asia/Shanghai', 'Asia/Singapore'],
    given:
      '伟=wei 芳=fang 秀英=xiuying 敏=min 静=jing 丽华=lihua 强=qiang 磊=lei 洋=yang 艳=yan 子轩=zixuan 雨桐=yutong 浩然=haoran 欣怡=xinyi',
    family: '王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 黄=huang 赵=zhao 周=zhou 欧阳=ouyang 诸葛=zhuge 司马=sima',
  },
  {
    language: 'ja',
    timezones: ['Asia/Tokyo'],
    given:
      '蓮=ren さくら=sakura 陽翔=haruto 結衣=yui 大輔=daisuke 美咲=misaki 健太=kenta ひなた=hinata 翔太=shota あかり=akari 直樹=naoki 恵子=keiko',
    family:
      '佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 渡辺=watanabe 伊藤=ito 山本=yamamoto 中村=nakamura 小林=kobayashi 髙島=takashima 斎藤=saito',
  },
  {
    language: 'ko',
    timezones: ['Asia/Seoul'],
    given:
      '민준=minjun 서연=seoyeon 도윤=doyun 하은=haeun 지호=jiho 수빈=subin 예준=yejun 지민=jimin 현우=hyeonwoo 유진=yujin 은지=eunji',
    family: '김=kim 이=yi 박=park 최=choi 정=jeong 강=kang 조=cho 윤=yun 장=jang 임=lim 남궁=namgung',
  },
  {
    language: 'hi',
    timezones: ['Asia/Kolkata'],
    given:
      'आरव=aarav प्रिया=priya विवान=vivaan अनन्या=ananya अर्जुन=arjun दीपिका=deepika रोहित=rohit काव्या=kavya संजय=sanjay नेहा=neha श्रुति=shruti लक्ष्मी=lakshmi',
    family:
      'शर्मा=sharma वर्मा=verma गुप्ता=gupta सिंह=singh पटेल=patel मिश्रा=mishra जोशी=joshi अग्रवाल=agrawal नायर=nair कुलकर्णी=kulkarni चौधरी=chaudhary',
  },
  {
    language: 'en',
    timezones: ['Europe/London', 'Europe/Dublin', 'America/New_York'],
    given: 'Grace Oliver Niamh Zoë Siobhán Declan Chloë Amara Kwame Adaeze Priscilla Harvey Imogen Callum Renée Seán',
    family: "O'Brien Okafor Brontë Adeyemi Hughes Whitfield MacLeod Nguyễn=nguyen Sinclair Achebe Fairbanks Boateng",
  },
];
