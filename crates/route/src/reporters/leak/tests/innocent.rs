//! Ordinary Dutch that names nobody, beside reporters whose names are ordinary Dutch.

use super::{Reporter, called, leaks, with_mail};

fn reporters() -> Vec<Reporter> {
    let mut reporters: Vec<Reporter> = [
        "Jan de Boer",
        "Bo Li",
        "Bo de Boer",
        "Piet Bakker",
        "Anna Visser",
        "Kees de Jong",
        "Mei Chen",
        "Roos van den Berg",
        "Sanne Berg",
        "de Wit",
        "Tim de Groot",
        "Ben Bos",
        "An Vos",
        "Wil Dijk",
        "Mark Tol",
        "Ed Kok",
        "Iris Meer",
        "Ernst Oudeman",
        "Els van der Linden",
        "Fleur Zwart",
        "Piet Groothuis",
        "Al Haddad",
        "Han Post",
        "Bert Rood",
        "Ton Smit",
        "Nora van der Meer",
        "Ans Brouwer",
        "Bas Akker",
        "Wim ter Haar",
        "Lotte Timmerman",
        "Max de Haan",
        "Jan de Heer",
    ]
    .map(called)
    .into_iter()
    .collect();
    reporters.push(with_mail("Jan de Boer", "balie@voorbeeld.example"));
    reporters.push(with_mail("Anna Visser", "info@voorbeeld.example"));
    reporters
}

const SENTENCES: &[&str] = &[
    "Op 12 maart 2026 stond er van 10.00 tot 12.00 uur een wit busje bij de kwekerij.",
    "In januari en februari kwam er bijna niemand bij de boerderij.",
    "De boer op het erf zei dat hij van niets wist.",
    "Het meisje werkt sinds mei bij de bakker op de hoek.",
    "Op 3 Mei 2026 was het druk. Mei 2026 was warm.",
    "Bij de bakkerij ligt nog meel, en de visserij ligt stil.",
    "De visser in de haven verkocht vis zonder vergunning.",
    "Een jong meisje van een jaar of zestien deed de deur open.",
    "Jong meisje gezien bij de achterdeur.",
    "Wit busje met een Pools kenteken, drie dagen achter elkaar.",
    "WIT BUSJE STOND WEER VOOR DE DEUR",
    "De jonge vrouw durfde niets te zeggen; de jongen ook niet.",
    "Er stond een roos in de vaas en een berg afval naast de deur.",
    "Achter de schuur ligt een grote berg kleding.",
    "Een oude man van tegen de zeventig haalde het geld op.",
    "Oud huis, groot huis ernaast, beide slecht onderhouden.",
    "Zij slapen met zijn zessen in een groot huis aan het water.",
    "Ik ben bang dat het erger wordt en wil graag iets doen.",
    "Wil iemand daar eens gaan kijken? Kan dat deze week?",
    "De kok en de afwasser krijgen geen loon. De kok slaapt in de keuken.",
    "De markt op het plein is op woensdag; op de markt staat dezelfde man.",
    "Er was geen brood, alleen rijst. De winkel was dicht.",
    "Het signaal kwam via de balie, op de gewone tijd.",
    "Meer informatie volgt. Er is meer dan één slachtoffer.",
    "De ernst is groot: zie de toelichting.",
    "Hij dreigt met geweld en houdt hun paspoorten vast.",
    "De post werd niet opgehaald en de brievenbus zat vol.",
    "Met de auto brengt hij ze naar het bos en haalt ze laat weer op.",
    "Een vos liep over de weg, verder was er niets te zien.",
    "Langs de dijk staan vier caravans; op de dijk staat een schuur.",
    "De linde voor het huis is omgezaagd.",
    "Zwarte bus, zwart busje, zwart geld: dat woord viel vaak.",
    "Het symbolische bedrag van vijf euro per dag is alles wat zij krijgen.",
    "De bolide van de eigenaar stond naast de loods.",
    "Turbo liet los, en het tempo lijkt hoog.",
    "Zij mag alleen op zondag bellen, tien minuten.",
    "De timmerman en de schilder waren er ook, de slager niet.",
    "De haan kraaide; de kippen liepen los rond het erf.",
    "Er zijn aanwijzingen voor arbeidsuitbuiting en misschien mensensmokkel.",
    "Hans en Ingrid van hiernaast hebben niets gezien.",
    "Het postkantoor, de bosrand, de bergplaats en de meerpaal zijn bekeken.",
    "Kansen om te praten zijn er niet; de chef is er altijd bij.",
    "Hij kan goed koken en smeedt ook, als een smid.",
    "De brouwer levert vaten aan de achterkant. De dekker werkt op het dak.",
    "Foto's bos en foto's weg zitten in de bijlage.",
    "Het akkerland ligt braak; op de akker staat een container.",
    "In de zomer werken er twintig mensen, in de winter vier.",
    "Volgens de verhuurder, de heer uit nummer 12, is alles in orde.",
    "Kortom: slecht eten, lange dagen, geen contract, één matras per twee mensen.",
    "Wilt u nagaan of het adres bekend is? AVG art. 6 lid 1 onder e.",
    "Vragen is nu niet veilig. Zonder plaats kan de partner niets doen.",
    "Opvolging van een signaal over mensenhandel.",
    "Van de boerderij naar de stad is het twintig minuten rijden.",
    "Aan de boerderij is niets te zien; an sich is dat vreemd.",
    "Ze zitten dan de hele dag binnen, ver weg van het dorp.",
    "De haarlak en het haar op de vloer wijzen op een kapsalon.",
    "Het pand aan de Boerenlaan 4 en de Bakkersteeg 10 horen bij elkaar.",
    "De linkse baan, de trein van 8.15 uur, de laatste tram.",
];

/// Beside the reporters of the table, whose names are respelled, shortened and heard: near to them, and
/// nobody.
const NEAR: &[&str] = &[
    "De Bergen liggen ver weg. Bergop is het zwaar.",
    "Joh, wat was het druk bij de bakker.",
    "Bij de Bakkerij T-splitsing staat een busje.",
    "Het Bestuur van de wijk weet er niets van.",
    "Best veel mensen slapen daar. Beter is het niet geworden.",
    "Zij heeft bijna niets bij zich; een lisdodde in een vaas.",
    "Mo, di en wo is hij er niet.",
    "Op ma en wo komt er een busje.",
    "Zij was wel eens in Walcheren.",
    "Het voorbeeld klopt: een exemplaar van het contract ligt thuis.",
    "Exact hetzelfde busje. Examen doet zij niet.",
    "De kuip staat vol, en de kuipers werken door.",
    "Smids en lassers werken er zwart.",
    "Het schijnt dat zij niet naar buiten mag.",
    "Schijnbaar werkt iedereen daar zonder contract.",
    "Er scheen licht door de gordijnen. Scherp toezicht is er niet.",
    "Samen met haar zus slaapt zij in de schuur.",
    "Samengevat: vier mensen, één kamer, geen loon.",
    "Kathedraal, kerk en moskee liggen vlakbij.",
    "Het adres is Voorbeeldlaan 6587, zei de buurman.",
    "Er lag 6587 euro in een envelop, en 65 in een andere.",
    "In 1987 en in 2017 was daar een café.",
    "De balie was dicht, en het loket van de Wmo ook.",
    "Zij mailde at random naar bedrijven. Punt.",
    "Aan de balie van Montfoort vroeg zij om hulp.",
    "De Cruijff Boulevard 10 is een kantoor.",
    "Het was J. die alles regelde, of T., dat weet zij niet.",
    "De VvE en de BvD kwamen langs, de VvdB niet.",
    "Hij heet anders dan hij zegt. Celsius is het er zelden boven de tien.",
    "Selectief betalen: de een wel, de ander niet. Relikwieën hangen er ook.",
    "Elke dag om zeven uur komt het busje. Elk huis heeft een slot.",
    "Moet zij weg? Mocht zij blijven, dan graag snel bericht.",
    "De wal bij de haven is leeg. Walgelijk, zei de buurvrouw.",
    "Zij eten wat er over is. Tonnen afval liggen in de tuin.",
    "Melder zag gevaar, en belde later terug. Wie daarin schrijft, weet meer.",
    "De heer schijnt daar te wonen; mevrouw bergt haar spullen op.",
    "Kamer 44, 17 bedden en twee douches. Van 44 naar 17, en 44 of 17 mensen.",
    "Van vier tot vier, een dag later tot zeven. Zij is vier, de ander een jaar of zeven.",
    "Het kost vier nullen, twee keer zoveel als in de folder: 6587 euro.",
    "Twee meisjes, een jongen. Zeven dagen, dubbel werk. I. en O. kwamen ook.",
    "Volgens omwonenden is het druk. Volgens buren en namens de wijk.",
    "De B.V. en de N.V. staan leeg. Ex. is niet bekend.",
];

pub(in super::super) fn sentences() -> impl Iterator<Item = &'static str> {
    NEAR.iter().chain(SENTENCES).copied()
}

#[test]
fn ordinary_dutch_passes_whatever_the_reporter_is_called() {
    assert!(SENTENCES.len() >= 40);
    for reporter in reporters() {
        for text in SENTENCES {
            assert_eq!(
                leaks(text, &reporter),
                Vec::<String>::new(),
                "{}: {text}",
                reporter.name
            );
        }
        assert_eq!(
            leaks(&SENTENCES.join("\n"), &reporter),
            Vec::<String>::new(),
            "{}",
            reporter.name
        );
    }
}
