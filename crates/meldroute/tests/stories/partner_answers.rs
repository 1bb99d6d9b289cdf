//! A partner reads a handover behind a link, and answers by itself (bijlage 2, stap 4 and 5).

use platform::DossierId;
use platform::mail::Mailer;
use testkit::walk::{assess, hand_over, look_at};
use testkit::{Answer, Browser, Kind, World, line, on_both, smtp, visible};

pub const MAILBOX: &str = "meldpunt@nla.example";
pub const THROUGH: [(&str, &str); 2] = [("method", "meldroute"), ("mailbox", MAILBOX)];
pub const TOLD: [(&str, &str); 4] = [
    ("seen", "Paspoorten in een map."),
    ("place", "Verzonnenkade 14"),
    ("contact", "here"),
    ("subjects", "1"),
];

/// What ends all was looked at once more.
pub const SURE: (&str, &str) = ("sure", "on");

/// A handover on its way to a partner: the officer, the dossier, and the link with its code.
pub struct OnItsWay {
    pub officer: Browser,
    pub id: DossierId,
    pub link: String,
    pub code: String,
}

/// What the officer sees of the link, right after it was made.
pub async fn link_and_code(officer: &Browser, id: DossierId) -> (String, String) {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let link = page.split("/gast/").nth(1).unwrap();
    let link = format!("/gast/{}", link.split('<').next().unwrap());
    let code = page.split("class=\"spoken\">").nth(1).unwrap();
    (link, code.split('<').next().unwrap().to_owned())
}

pub async fn on_its_way(world: &World) -> OnItsWay {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    let to = hand_over(&officer, id, "nla", &THROUGH).await.moved();
    assert_eq!(
        to.split(['?', '#']).next(),
        Some(format!("/dossier/{id}").as_str())
    );
    let (link, code) = link_and_code(&officer, id).await;
    OnItsWay {
        officer,
        id,
        link,
        code,
    }
}

/// The partner, in a browser where the link was opened; and the address of its page.
pub async fn partner(world: &World, link: &str, code: &str) -> (Browser, String) {
    let browser = Browser::new(world);
    let page = browser.post(link, &[("code", code)]).await.moved();
    (browser, page)
}

#[track_caller]
fn says(answer: &Answer, words: &str) {
    let text = visible(&answer.text());
    assert!(text.contains(words), "{words}: {text}");
}

/// All that was handed over, in words and as a document.
async fn reads(partner: &Browser, page: &str) {
    let read = partner.get(page).await.ok();
    for words in [
        "Overdracht van de gemeente Montfoort",
        "Verzonnenkade 14",
        "Paspoorten in een map.",
        "Wij pakken dit op",
        // What a partner decides on: the same as the document says.
        "Wilt u dit onderzoeken?",
        "Doel\nOpvolging van een signaal",
        "Grondslag\nAVG art. 6 lid 1 onder e",
        "Toestemming van de betrokkene\nNee: Vragen is nu niet veilig.",
        "Waarom dit nodig is en niet meer\nZonder plaats kan de partner niets doen.",
        documents::CLOSING,
    ] {
        says(&read, words);
    }
    assert!(!read.text().contains("Spoed"), "it can wait");
    let pdf = partner.get(&format!("{page}/overdracht")).await.ok();
    assert!(pdf.bytes.starts_with(b"%PDF"));
}

async fn whole_way(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    reads(&partner, &page).await;
    let take = [("what", "accepted")];
    partner.post(&page, &take).await.moved();
    says(&partner.get(&page).await.ok(), "U pakt het op");
    // Taking it up is good to know; a question is something to do.
    let work = way.officer.words("/werk").await;
    assert!(!work.contains("Lees wat de partner schreef"), "{work}");
    let ask = [("what", "asked"), ("text", "Om hoe laat was dat?")];
    partner.post(&page, &ask).await.moved();
    let work = way.officer.words("/werk").await;
    assert!(work.contains("Lees wat de partner schreef"), "{work}");
    let path = format!("/dossier/{}", way.id);
    let dossier = way.officer.words(&path).await;
    assert!(dossier.contains("Om hoe laat was dat?"), "{dossier}");
    let answers = page.replace("/partner/", &format!("{path}/partner/"));
    let reply = [
        ("action", "reply"),
        ("text", "Dat weten we niet."),
        ("seen", "2"),
    ];
    way.officer.post(&answers, &reply).await.moved();
    let work = way.officer.words("/werk").await;
    assert!(!work.contains("Lees wat de partner schreef"), "{work}");
    says(&partner.get(&page).await.ok(), "Dat weten we niet.");
    let done = [
        ("what", "final"),
        ("outcome", "joined"),
        ("text", "Gevoegd bij een zaak van vorig jaar."),
        SURE,
    ];
    partner.post(&page, &done).await.moved();
    let over = partner.get(&page).await.ok();
    says(&over, "U hoeft niets meer te doen.");
    assert!(!over.text().contains("<textarea"), "nothing is left to say");
    // It is the answer of the handover, and the officer is asked to read it.
    let dossier = way.officer.words(&path).await;
    for words in [
        "Gevoegd bij een lopende zaak",
        "Gevoegd bij een zaak van vorig jaar.",
        "Lees wat de partner schreef",
    ] {
        assert!(dossier.contains(words), "{words}: {dossier}");
    }
    let seen = [("action", "seen"), ("seen", "3")];
    way.officer.post(&answers, &seen).await.moved();
    let dossier = way.officer.words(&path).await;
    assert!(
        !dossier.contains("Lees wat de partner schreef"),
        "{dossier}"
    );
    let work = way.officer.words("/werk").await;
    assert!(!work.contains("Lees wat de partner schreef"), "{work}");
}
on_both!(a_partner_answers_by_itself, whole_way);

/// What the officer did not see yet stays something to do: reading and answering count for what stood on the page.
async fn meanwhile(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let ask = [("what", "asked"), ("text", "Waar is het?")];
    partner.post(&page, &ask).await.moved();
    // The officer looks; the partner asks more.
    let more = [("what", "interim"), ("text", "Er is een kind bij.")];
    let more = [more[0], more[1], ("outcome", "taken_up")];
    partner.post(&page, &more).await.moved();
    let answers = page.replace("/partner/", &format!("/dossier/{}/partner/", way.id));
    for older in [
        [("action", "seen"), ("text", ""), ("seen", "1")],
        [
            ("action", "reply"),
            ("text", "Dat weten we niet."),
            ("seen", "1"),
        ],
    ] {
        let told = way.officer.post(&answers, &older).await.ok();
        says(&told, "partner schreef intussen meer");
        says(&told, "Er is een kind bij.");
    }
    let work = way.officer.words("/werk").await;
    assert!(work.contains("Lees wat de partner schreef"), "{work}");
    let now = [("action", "seen"), ("seen", "2")];
    way.officer.post(&answers, &now).await.moved();
    // The same question again is another question.
    partner.post(&page, &ask).await.moved();
    let work = way.officer.words("/werk").await;
    assert!(work.contains("Lees wat de partner schreef"), "{work}");
    let long = "a".repeat(6001);
    let long = [("what", "asked"), ("text", long.as_str())];
    says(
        &partner.post(&page, &long).await.ok(),
        "hoogstens 6000 tekens",
    );
}
on_both!(
    what_a_partner_writes_meanwhile_is_not_read_unseen,
    meanwhile
);

/// A link that lies in a mailbox told nobody: until it is opened, the officer has to ring.
async fn told(world: World) {
    let way = on_its_way(&world).await;
    let rings = "Bel de partner over de link";
    assert!(way.officer.words("/werk").await.contains(rings));
    let closing = format!("/dossier/{}/afsluiten", way.id);
    let missing = way.officer.words(&closing).await;
    assert!(
        missing.contains("opende de overdracht nog niet"),
        "{missing}"
    );
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    partner.get(&page).await.ok();
    assert!(!way.officer.words("/werk").await.contains(rings));
}
on_both!(a_partner_is_told_once_it_opened_its_link, told);

async fn given_back(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let back = [("what", "handed_back"), ("whom", "de politie")];
    let faulty = partner.post(&page, &back).await.ok();
    says(&faulty, "Schrijf hier wat u wilt zeggen.");
    assert!(faulty.text().contains("value=\"de politie\""), "it stays");
    let back = [back[0], back[1], ("text", "Hier werkt niemand."), SURE];
    partner.post(&page, &back).await.moved();
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    for words in [
        "Partner geeft het terug: niet voor ons",
        "Hier werkt niemand.",
        "Misschien wel voor: de politie",
    ] {
        assert!(dossier.contains(words), "{words}: {dossier}");
    }
    // It was obligatory: somebody is still to be told.
    let closing = format!("/dossier/{}/afsluiten", way.id);
    let missing = way.officer.words(&closing).await;
    let obliged = "Nederlandse Arbeidsinspectie is verplicht, maar nog niet ingelicht";
    assert!(missing.contains(obliged), "{missing}");
    let advice = format!("/dossier/{}/doorzetten", way.id);
    let advice = way.officer.page(&advice).await;
    assert!(!advice.contains("badge--good\">doorgezet"), "{advice}");
    // Who else may be meant is offered, and that it can be passed over is said.
    let (nla, rest) = (visible(&advice), advice.as_str());
    for words in ["gaf het terug op", "sla deze partner over met een reden"] {
        assert!(nla.contains(words), "{words}: {nla}");
    }
    for partner in ["avim", "base_team"] {
        let to = format!(
            "href=\"/dossier/{}/doorzetten/{partner}\">Zet door naar",
            way.id
        );
        assert!(rest.contains(&to), "{partner}: {rest}");
    }
    assert!(
        dossier.contains("sla deze partner over met een reden"),
        "{dossier}"
    );
    let again = format!("/dossier/{}/doorzetten/nla", way.id);
    let again = way.officer.words(&again).await;
    assert!(
        again.contains("sla deze partner over met een reden"),
        "{again}"
    );
    let path = format!("/dossier/{}/doorzetten", way.id);
    let over = [("partner", "nla"), ("reason", "Niet voor hen, zeggen zij.")];
    way.officer.post(&path, &over).await.moved();
    let missing = way.officer.words(&closing).await;
    assert!(!missing.contains(obliged), "{missing}");
    // It is not the partner's business any more.
    let read = partner.words(&page).await;
    assert!(
        read.contains("Hier werkt niemand.") && !read.contains(TOLD[0].1),
        "{read}"
    );
    assert_eq!(partner.get(&format!("{page}/overdracht")).await.status, 404);
}
on_both!(what_is_not_for_a_partner_comes_back, given_back);

/// Whoever gave it back is not the one to begin with again.
async fn not_first(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let back = [
        ("what", "handed_back"),
        ("whom", "de politie"),
        ("text", "Hier werkt niemand."),
        SURE,
    ];
    partner.post(&page, &back).await.moved();
    let advice = format!("/dossier/{}/doorzetten", way.id);
    let advice = way.officer.page(&advice).await;
    let mut partners = advice.split("id=\"partner-");
    let nla = partners.find(|one| one.starts_with("nla\"")).unwrap();
    assert!(nla.contains("Toch opnieuw doorzetten"), "{nla}");
    assert!(!nla.contains("primary-action"), "{nla}");
}
on_both!(who_gave_it_back_is_not_to_begin_with, not_first);

/// Sent twice it stands there once; and after the last word of a partner nothing follows, not even at once from two
/// programs.
async fn last_word(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let form = partner.get(&page).await.ok().hidden("form");
    let ask = [
        ("what", "asked"),
        ("text", "Waar precies?"),
        ("form", form.as_str()),
    ];
    partner.post(&page, &ask).await.moved();
    partner.post(&page, &ask).await.moved();
    let read = partner.page(&page).await;
    assert_eq!(
        read.matches("Waar precies?").count(),
        1,
        "{}",
        visible(&read)
    );
    let beside = world.beside().await;
    let there = Browser::new(&beside).with(&partner);
    let first = [("what", "final"), ("outcome", "taken_up"), SURE];
    let other = [("what", "final"), ("outcome", "nothing_found"), SURE];
    let (one, two) = tokio::join!(partner.post(&page, &first), there.post(&page, &other));
    let moved = [&one, &two].map(|answer| answer.status == 303);
    assert!(moved[0] ^ moved[1], "{} {}", one.status, two.status);
    let refused = if moved[0] { two } else { one };
    says(&refused, "antwoord was er al. Er is niets veranderd.");
    let late = [("what", "accepted")];
    says(
        &partner.post(&page, &late).await.ok(),
        "antwoord was er al.",
    );
}
on_both!(a_partner_says_its_last_word_once, last_word);

/// Each form of the page is one of its own, and the same form with other words is another message: nothing is taken for
/// what was said before.
async fn other_words(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let shown = partner.page(&page).await;
    let forms = shown.split("name=\"form\" value=\"").skip(1);
    let forms: Vec<&str> = forms.map(|rest| &rest[..36]).collect();
    let own: std::collections::BTreeSet<&&str> = forms.iter().collect();
    assert_eq!((forms.len(), own.len()), (5, 5), "{forms:?}");
    let said = [
        ("asked", "Waar precies?"),
        ("asked", "Waar precies?"),
        ("asked", "En hoe laat was dat?"),
        ("interim", "Waar precies?"),
    ];
    for (what, text) in said {
        let fields = [
            ("what", what),
            ("text", text),
            ("outcome", "taken_up"),
            ("form", forms[0]),
        ];
        partner.post(&page, &fields).await.moved();
    }
    let read = partner.words(&page).await;
    assert_eq!(read.matches("Waar precies?").count(), 2, "{read}");
    assert_eq!(read.matches("En hoe laat was dat?").count(), 1, "{read}");
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(dossier.contains("En hoe laat was dat?"), "{dossier}");
}
on_both!(
    a_form_with_other_words_is_another_message_of_a_partner,
    other_words
);

/// The officer recorded an answer by phone, or closed the dossier: a partner is told, and loses no words.
async fn officer_first(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let referral = page.trim_start_matches("/partner/");
    let path = format!("/dossier/{}/terugkoppeling/{referral}", way.id);
    let told = [("text", "Gebeld: zij nemen het op."), ("action", "answer")];
    way.officer.post(&path, &told).await.moved();
    let done = [
        ("what", "final"),
        ("outcome", "not_enough"),
        ("text", "Te weinig."),
        SURE,
    ];
    partner.post(&page, &done).await.moved();
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(dossier.contains("Gebeld: zij nemen het op."), "{dossier}");
    assert!(dossier.contains("Te weinig."), "{dossier}");
}
on_both!(what_the_officer_heard_first_stays, officer_first);

async fn leaks(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let ask = [("what", "asked"), ("text", "Wie zag dat?")];
    partner.post(&page, &ask).await.moved();
    let answers = page.replace("/partner/", &format!("/dossier/{}/partner/", way.id));
    let text = "Dat zag onze Test employee zelf.";
    let refused = way
        .officer
        .post(
            &answers,
            &[("action", "reply"), ("text", text), ("seen", "1")],
        )
        .await
        .ok();
    says(&refused, "Hierin staat wie meldde");
    assert!(refused.text().contains(text), "what was typed stays");
    assert!(!partner.page(&page).await.contains("Test employee"));
    // A team, a room and an hour point somebody out too.
    let roster = "Een collega zag het om 10:15 uur aan balie 3.";
    let roster = [("action", "reply"), ("text", roster), ("seen", "1")];
    let asked = way.officer.post(&answers, &roster).await.ok();
    says(&asked, "Deze woorden kunnen de melder aanwijzen");
    assert!(!partner.page(&page).await.contains("balie 3"));
    // What the partner guesses is neither confirmed nor denied.
    let guess = [("what", "asked"), ("text", "Was het Test employee?")];
    partner.post(&page, &guess).await.moved();
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(
        dossier.contains("De partner noemt iemand die de melder kan zijn"),
        "{dossier}"
    );
    // With a closed vault nothing can be held against who reported.
    let elsewhere = world.sign_in("officer@a.example").await;
    let closed = [
        ("action", "reply"),
        ("text", "Dat kunnen we niet zeggen."),
        ("seen", "1"),
    ];
    let asked = elsewhere.post(&answers, &closed).await.ok();
    says(&asked, "wachtzin");
    assert!(
        !partner
            .page(&page)
            .await
            .contains("Dat kunnen we niet zeggen.")
    );
}
on_both!(an_answer_to_a_partner_does_not_say_who_reported, leaks);

async fn mailbox(world: World) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    for bad in [
        "",
        "meldpunt",
        "meldpunt@",
        "a b@nla.example",
        "a@b",
        "x@[127.0.0.1]",
        "\"e@e.example>, <x\"@nla.example",
    ] {
        let looked = [("method", "meldroute"), ("mailbox", bad)];
        let form = look_at(&officer, id, "zorgcoordinator", &looked).await.ok();
        says(&form, "Vul het mailadres van de partner in");
    }
    let own = [
        ("method", "meldroute"),
        ("mailbox", "test.employee@a.example"),
    ];
    let form = look_at(&officer, id, "nla", &own).await.ok();
    says(&form, "Hierin staat wie meldde");
    // Another way asks for no mailbox.
    let phone = [("method", "phone"), ("mailbox", "")];
    let looked = look_at(&officer, id, "nla", &phone).await.ok();
    assert!(line(&looked).contains("Telefonisch"));
}
on_both!(a_handover_goes_to_a_mailbox_that_can_be_one, mailbox);

/// Through a real mail server: neither content, nor a reference, nor the code, nor a name.
#[tokio::test]
async fn the_mail_to_a_partner_says_nothing() {
    let (url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &THROUGH).await.moved();
    let shown = officer.page(&format!("/dossier/{id}")).await;
    assert!(!shown.contains("/gast/"), "the link goes by mail alone");
    let code = shown.split("class=\"spoken\">").nth(1).unwrap();
    let code = code.split('<').next().unwrap().to_owned();
    officer.background().await;
    let all = mails.lock().unwrap().clone();
    let mut to_partner = all.iter().filter(|mail| mail.contains(MAILBOX));
    let mail = to_partner.next().unwrap().replace("=\n", "");
    assert!(to_partner.next().is_none(), "one mail");
    assert!(
        mail.contains("Montfoort") && mail.contains("/gast/"),
        "{mail}"
    );
    let reference = officer.words(&format!("/dossier/{id}")).await;
    let reference = reference
        .split("kenmerk ")
        .nth(1)
        .map(|rest| rest[..9].to_owned());
    let words = [
        "Paspoorten",
        "Verzonnenkade",
        "Nederlandse Arbeidsinspectie",
        &code,
        &code.replace(' ', ""),
    ];
    for word in words.into_iter().chain(reference.as_deref()) {
        assert!(!mail.contains(word), "{word}: {mail}");
    }
    let link = mail.split("/gast/").nth(1).unwrap();
    let link: String = link
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let (partner, page) = partner(&world, &format!("/gast/{link}"), &code).await;
    says(&partner.get(&page).await.ok(), "Verzonnenkade 14");
}
