// Part of finding the author's own words (path A): the words that mark a quote, a forward or a signature, one language a row.

/** Alternatives are parted by "|": pieces of regular expressions, matched without regard to case. */
export interface MarkWords {
  /** In "----- Original Message -----". */
  original: string;
  /** In "----- Forwarded message -----" and "Begin forwarded message:". */
  forwarded: string;
  /** How "Sent from my iPhone" begins, or all of it. */
  footer: string;
  /** "Best regards", without a name. */
  regards: string;
}

export const MARK_WORDS: Record<string, MarkWords> = {
  en: {
    original: 'original message|original e-?mail|original appointment|quoted message|reply message',
    forwarded: 'forwarded message|begin forwarded|forwarded by|forwarded e?-?mail',
    footer:
      '(?:sent|posted) (?:wirelessly |securely |electronically )?(?:from|via|with|using) |get outlook for|get (?:the )?bluemail|yahoo mail(?:[:.]| for)|download the mail\\.ru',
    regards:
      '(?:(?:with|many|kind|best|warm|kindest|warmest|my|and) )*regards|best wishes|br|rgds|yours (?:sincerely|faithfully|truly)|respectfully(?: yours)?',
  },
  ru: {
    original: '(?:исходное|оригинальное|первоначальное) (?:сообщение|письмо)',
    forwarded:
      '(?:пересылаемое|пересланное|переадресованное|переадресуемое) (?:сообщение|письмо)|начало (?:переадресованного|пересылаемого|пересланного)|конец (?:пересылаемого|пересланного)',
    footer:
      'отправлено (?:с|со|из|от|через) |отправлено мо|отправил(?:а|и)? (?:с|из) |послано (?:с|из) |написано (?:с|из) (?:моего|телефона)|yahoo mail на|mail\\.ru для|почта mail\\.ru',
    regards:
      'с (?:глубоким |искренним |большим )?уважением|(?:с )?наилучшими пожеланиями|с наилучшими пожеланиями|искренне ваш[аи]?|всего (?:доброго|хорошего|наилучшего)',
  },
  bg: {
    original: '(?:оригинално|първоначално|изходно) (?:съобщение|писмо)',
    forwarded: '(?:препратено|пренасочено) (?:съобщение|писмо)|начало на (?:препратено|препратеното|пренасочено)',
    footer: 'изпратено (?:от|с|чрез|през) |изпратено мо',
    regards: 'с (?:уважение|почит)|(?:сърдечни |най-добри |приятелски )?поздрави',
  },
  uk: {
    original: '(?:вихідне|оригінальне|початкове) повідомлення',
    forwarded:
      '(?:переслане|перенаправлене|пересилане) (?:повідомлення|лист)|початок (?:пересланого|переадресованого|листа)',
    footer: '(?:надіслано|відправлено) (?:з|із|зі|від|через) ',
    regards: 'з повагою|з найкращими побажаннями|щиро ваш[аі]?',
  },
  de: {
    original: 'ursprüngliche (?:nachricht|mail|e-mail)|original ?nachricht|original-nachricht',
    forwarded: 'weitergeleitete (?:nachricht|mail|e-mail)|anfang der weitergeleiteten',
    footer:
      'von (?:meine[mr]|unterwegs|mobil|\\S+-).{0,40}(?:gesendet|geschickt)|gesendet (?:von|mit|aus|über) |diese nachricht wurde (?:von|mit)|hol(?:en sie sich)? outlook|outlook für \\S+ (?:herunterladen|beziehen)',
    regards:
      'mit (?:freundlichen|besten|herzlichen|lieben|schönen|vielen) gr(?:ü|ue)(?:ß|ss)en|mit freundlichem gru(?:ß|ss)|(?:viele|freundliche|beste|liebe|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|vg|lg|hochachtungsvoll',
  },
  fr: {
    original: "message (?:d[’']origine|original|initial)|e-?mail d[’']origine",
    forwarded: 'message (?:transféré|transmis|réexpédié)|début du message|courriel transféré',
    footer: 'envoyé (?:sans fil|de|depuis|à partir|avec|via|par) |télécharge[rz] outlook|obtenir outlook',
    regards:
      '(?:bien |très )?cordialement|bien à (?:vous|toi)|sincères salutations|(?:meilleures |bonnes )?salutations|avec mes (?:meilleures |sincères )?salutations',
  },
  es: {
    original: 'mensaje original|correo original',
    forwarded: '(?:mensaje|correo) (?:reenviado|remitido)|inicio del mensaje|comienzo del mensaje',
    footer: 'enviado (?:desde|con|vía|via|a través)|obtener outlook|obtén outlook',
    regards:
      '(?:muy )?atentamente|(?:un |unos )?(?:cordial |cordiales )?saludos?(?: cordiales| cordial)?|reciba un cordial saludo',
  },
  it: {
    original: 'messaggio (?:originale|originario)|e-?mail originale',
    forwarded: 'messaggio (?:inoltrato|girato)|inizio (?:del )?messaggio',
    footer: 'inviato (?:da|dal|con|tramite) |ottieni outlook|scarica outlook',
    regards:
      '(?:cordiali|distinti) saluti|cordialmente|(?:un )?cordiale saluto|(?:i )?(?:migliori|più cordiali) saluti',
  },
  pt: {
    original: 'mensagem original|e-?mail original',
    forwarded: 'mensagem (?:encaminhada|reencaminhada)|início da mensagem',
    footer: 'enviado (?:do|de|da|a partir|pelo|via|com) |enviada (?:do|de|a partir) |obter o outlook|obtenha o outlook',
    regards: 'atenciosamente|atentamente|(?:com os )?(?:melhores )?cumprimentos|cordialmente|abraços?',
  },
  nl: {
    original: '(?:oorspronkelijk|origineel) ?(?:bericht|e-?mail)',
    forwarded: '(?:doorgestuurd|doorgezonden) bericht|begin doorgestuurd',
    footer: '(?:verzonden|verstuurd|gestuurd) (?:vanaf|van|met|vanuit|via) |outlook voor \\S+ downloaden',
    regards: 'met vriendelijke groet(?:en)?|(?:hartelijke |vriendelijke )?groet(?:en|jes)?|hoogachtend|mvg',
  },
  pl: {
    original: '(?:wiadomość|widomość) oryginalna|oryginalna wiadomość|pierwotna wiadomość',
    forwarded:
      '(?:przekazana|przesłana dalej|przekierowana) wiadomość|wiadomość (?:przekazana|przesłana dalej)|początek przekazywanej',
    footer:
      '(?:wysłan[eoay]|wysłano|wiadomość wysłana) (?:z|ze|za pomocą|przez) |(?:pobierz|uzyskaj) (?:aplikację )?outlook',
    regards: '(?:serdecznie )?pozdrawiam(?:y)?(?: serdecznie)?|z poważaniem|z wyrazami szacunku|łączę pozdrowienia',
  },
  cs: {
    original: '(?:původní|pôvodná) (?:zpráva|správa|e-?mail)',
    forwarded: '(?:přeposlaná|přeposílaná|předaná|preposlaná) (?:zpráva|správa)|začátek (?:přeposílané|předávané)',
    footer: '(?:odesláno|odoslané|posláno) (?:z|ze|pomocí|cez) |stáhnout outlook|získejte outlook',
    regards: 's (?:pozdravem|přátelským pozdravem|úctou|pozdravom)|přeji (?:hezký|pěkný) den',
  },
  sv: {
    original: '(?:ursprungligt|originalt) ?meddelande|original ?meddelande',
    forwarded: '(?:vidarebefordrat|vidarebefordrade) (?:meddelande|brev|mejl)|börja(?:n på)? (?:det )?vidarebefordra',
    footer: '(?:skickat|skickades|hälsningar) från |skaffa outlook|hämta outlook',
    regards: '(?:med )?(?:vänliga?|bästa|hjärtliga|varma) hälsning(?:ar)?|mvh|hälsningar',
  },
  no: {
    original: '(?:opprinnelig|original) (?:melding|e-post)|opprinnelig melding',
    forwarded: '(?:videresendt|videresendte) (?:melding|e-post)|start på videresendt',
    footer: 'sendt (?:fra|med|via) |skaff deg outlook|last ned outlook|få outlook',
    regards: '(?:med )?(?:vennlig|hjertelig|beste) hilsen|mvh|vh',
  },
  da: {
    original: '(?:oprindelig|original) (?:meddelelse|besked|mail)',
    forwarded: '(?:videresendt|videresendte) (?:meddelelse|besked|mail)|start på videresendt',
    footer: 'sendt (?:fra|med|via) |hent outlook|få outlook',
    regards: '(?:med )?(?:venlig|kærlig|bedste) hilsen|de bedste hilsner|venlige hilsner',
  },
  fi: {
    original: 'alkuperäinen (?:viesti|sähköposti)',
    forwarded: '(?:edelleen ?lähetetty|välitetty|uudelleenlähetetty) viesti|välitetyn viestin alku',
    footer: 'lähetetty |hanki outlook',
    regards: '(?:ystävällisin|parhain|terveisin)(?: terveisin)?|yst\\.? ?terv\\.?|terveisin',
  },
  tr: {
    original: '(?:orijinal|özgün|asıl) (?:ileti|mesaj|e-?posta)',
    forwarded: '(?:[iİ]letilen|yönlendirilen) (?:ileti|mesaj|e-?posta)|[iİ]letilmiş ileti',
    footer: '.{1,50} gönderildi|.{0,20}outlook.{0,10} edinin',
    regards: 'saygılarım(?:la|ızla)|(?:en )?[iİ]yi dilekler(?:imle)?|sevgiler(?:imle)?',
  },
  ro: {
    original: '(?:mesajul|mesaj) (?:original|inițial)',
    forwarded: '(?:mesaj|mesajul) (?:redirecționat|redirectionat)|începutul mesajului',
    footer: 'trimis (?:de pe|din|cu|prin) |obțineți outlook|descărcați outlook',
    regards: 'cu (?:stimă|respect|stima|drag)|toate cele bune',
  },
  el: {
    original: '(?:αρχικό|πρωτότυπο) μήνυμα',
    forwarded: '(?:προωθημένο|προωθούμενο) μήνυμα|έναρξη προωθημένου',
    footer: '(?:στάλθηκε|εστάλη|αποστολή) από |αποκτήστε το outlook',
    regards: 'με εκτίμηση|φιλικά|με (?:φιλικούς )?χαιρετισμούς|χαιρετισμούς',
  },
  hu: {
    original: 'eredeti (?:üzenet|levél)',
    forwarded: 'továbbított (?:üzenet|levél)|továbbított üzenet kezdete',
    footer: '.{1,40} küldve|elküldve (?:a|az) |az? outlook .{0,20}beszerzése',
    regards: '(?:szívélyes |baráti )?üdvözlettel|tisztelettel|üdv',
  },
  vi: {
    original: '(?:thư|tin nhắn|thông điệp) gốc',
    forwarded: '(?:thư|tin nhắn|thông báo|email) (?:được )?chuyển tiếp|bắt đầu thư',
    footer: '(?:được )?gửi từ |đã gửi từ |tải outlook',
    regards: 'trân trọng|kính thư|thân (?:mến|ái)',
  },
  he: {
    original: 'הודעה מקורית',
    forwarded: 'הודעה (?:שהועברה|מועברת)|תחילת ההודעה',
    footer: 'נשלח מ',
    regards: 'בברכה|בכבוד רב',
  },
  ar: {
    original: 'الرسالة الأصلية|رسالة أصلية',
    forwarded: '(?:رسالة|الرسالة) (?:معاد توجيهها|المعاد توجيهها|محولة)|بدء الرسالة',
    footer: '(?:أرسلت|تم الإرسال|مرسل) من ',
    regards: 'مع (?:أطيب |خالص )?التحيات|مع التحية|تحياتي',
  },
  ja: {
    original: '元のメッセージ|オリジナルメッセージ|original message|転送元',
    forwarded: '転送(?:されたメッセージ|メッセージ|メール)|転送された|以下、転送',
    footer: '.{1,30}(?:から|より)送信|.{0,12}outlook を入手',
    regards: '敬具|草々',
  },
  zh: {
    original: '(?:原始|原)(?:邮件|郵件|信件|訊息|消息)',
    forwarded: '转发(?:的)?(?:邮件|信息)|轉寄(?:的)?(?:郵件|訊息)|已转发|轉寄郵件|开始转发',
    footer: '(?:发自|寄自|傳送自|發自) ?.{1,30}$|(?:从|從|由) ?.{1,30}(?:发送|傳送)|(?:获取|取得).{0,12}outlook',
    regards: '此致|祝好|敬上|顺祝商祺',
  },
  ko: {
    original: '원본 ?(?:메시지|메일)',
    forwarded: '전달된 ?(?:메시지|메일)|다음은 전달|전달 메일',
    footer: '.{1,30}에서 (?:보냄|전송)',
    regards: '(?:\\S{1,10} )?(?:드림|올림)',
  },
};
