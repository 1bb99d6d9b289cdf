//! What is reported in the demo: invented after patterns that the field describes. No real persons.

use policy::{Form, Severity};

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a circumstance of the assessment form"
)]
pub struct Pattern {
    pub text: &'static str,
    pub form: Option<Form>,
    pub severity: Severity,
    /// Ages of possible victims; -1 for unknown.
    pub ages: &'static [i8],
    pub housing: bool,
    pub network: bool,
    pub licence: bool,
    pub youth_group: bool,
    pub place: bool,
    /// Another problem, no trafficking: what it was handed over to.
    pub other_problem: Option<&'static str>,
    pub indicators: &'static [&'static str],
    /// What the officer calls it, once assessed.
    pub name: Option<&'static str>,
    /// What a consultation is asked about it.
    pub question: Option<&'static str>,
}

const fn pattern(
    text: &'static str,
    form: Option<Form>,
    severity: Severity,
    ages: &'static [i8],
) -> Pattern {
    Pattern {
        text,
        form,
        severity,
        ages,
        housing: false,
        network: false,
        licence: false,
        youth_group: false,
        place: false,
        other_problem: None,
        indicators: &[],
        name: None,
        question: None,
    }
}

impl Pattern {
    const fn housing(mut self) -> Self {
        self.housing = true;
        self
    }
    const fn network(mut self) -> Self {
        self.network = true;
        self
    }
    /// A branch for Bibob.
    const fn licence(mut self) -> Self {
        self.licence = true;
        self
    }
    const fn youth_group(mut self) -> Self {
        self.youth_group = true;
        self
    }
    const fn place(mut self) -> Self {
        self.place = true;
        self
    }
    const fn no_trafficking(mut self, but: &'static str) -> Self {
        self.other_problem = Some(but);
        self
    }
    const fn called(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }
    const fn asks(mut self, question: &'static str) -> Self {
        self.question = Some(question);
        self
    }
    const fn signs(mut self, signs: &'static [&'static str]) -> Self {
        self.indicators = signs;
        self
    }
}

const SEXUAL: Option<Form> = Some(Form::Sexual);
const CRIMINAL: Option<Form> = Some(Form::Criminal);
const LABOUR: Option<Form> = Some(Form::Labour);

pub const PATTERNS: [Pattern; 34] = [
    pattern("Bij inschrijving doet de voorman het woord voor vier mannen; hij bewaart de paspoorten in een map.", LABOUR, Severity::Serious, &[-1, -1]).signs(&["ALG-01", "GRE-02"]),
    pattern("In de schuur achter de kwekerij slapen elf mensen; drie staan ingeschreven. Matrassen naast gasflessen.", LABOUR, Severity::Serious, &[]).housing().place().signs(&["HUI-01", "HUI-02"]),
    pattern("Man vertelt aan de balie dat hij zich niet kan inschrijven: dat kost tweehonderd euro extra bij de baas.", LABOUR, Severity::Concern, &[34]).signs(&["GRE-05"]),
    pattern("Schoonmaakster heeft al drie maanden geen loon en mag niet weg tot de reis is afbetaald.", LABOUR, Severity::Serious, &[27]).signs(&["KRI-02", "GRE-05"]),
    pattern("Nagelsalon: twee jonge vrouwen slapen boven de zaak op het keukenblok. Alleen contant betalen.", LABOUR, Severity::Serious, &[19, -1]).housing().licence().place().signs(&["GRE-01", "HUI-01"]),
    pattern("Massagesalon: de medewerkster wijst naar haar telefoon, de baas moet het zeggen. Er is geen vergunning.", SEXUAL, Severity::Concern, &[-1]).licence().place().signs(&["ALG-01"]),
    pattern("Appartement voor korte verhuur: elke dag andere mannen, gordijnen dicht, om de week een andere vrouw.", SEXUAL, Severity::Serious, &[]).network().place(),
    pattern("Hotelkamer wordt steeds contant verlengd door dezelfde man. Twee meisjes, geen bagage.", SEXUAL, Severity::VerySerious, &[-1, -1]).signs(&["KRI-01", "ALG-01"]),
    pattern("Meisje van vijftien komt niet op school, heeft een nieuwe telefoon en er wacht een auto om de hoek.", SEXUAL, Severity::Serious, &[15]).signs(&["KRI-01", "NED-02", "NED-05"]),
    pattern("Een moeder vertelt dat haar dochter wordt gechanteerd met een filmpje en zaterdag iets moet doen.", SEXUAL, Severity::VerySerious, &[16]).signs(&["KRI-01", "NED-04"]),
    pattern("Jongen van zestien zegt dat hij een schuld van achthonderd euro moet aflossen door pakjes weg te brengen.", CRIMINAL, Severity::Serious, &[16]).network().signs(&["KRI-01", "GRE-05", "NED-07"]),
    pattern("Leerling gaf zijn pinpas aan een jongen uit de buurt. Nu staat er veel geld op en krijgt hij dreigberichten.", CRIMINAL, Severity::Serious, &[17]).signs(&["KRI-01", "KRI-03", "NED-06"]),
    pattern("Bij schuldhulp: man met een licht verstandelijke beperking heeft zes telefoonabonnementen en twee leaseauto’s.", CRIMINAL, Severity::Concern, &[24]).signs(&["KWE-03", "KWE-07"]),
    pattern("Huurder slaapt in zijn eigen berging. Anderen gebruiken zijn woning.", CRIMINAL, Severity::Serious, &[51]).place().signs(&["NED-06"])
        .asks("Een huurder wordt door anderen uit zijn eigen woning gedrukt. Wie sloot zo’n woning zonder dat de huurder op straat kwam?"),
    pattern("Man met een beperking werkt al jaren op een boerderij en wordt opgehaald als hij ziek is.", LABOUR, Severity::Serious, &[44]).signs(&["KWE-03"])
        .asks("Iemand met een beperking werkt al jaren zonder loon en noemt het familie. Hoe maakten andere gemeenten de stap naar zorg en loon?"),
    pattern("Bij huisbezoek: mevrouw doet het huishouden bij haar begeleiders. Haar budget gaat naar hun rekening.", LABOUR, Severity::Serious, &[38]).signs(&["ALG-11", "NED-01"]),
    pattern("Au pair mag alleen met het gezin naar buiten. Haar paspoort ligt veilig, zeggen zij.", LABOUR, Severity::Serious, &[20]).signs(&["KRI-02", "GRE-02", "NED-01"]),
    pattern("De kok woont boven de keuken en werkt zeven dagen, met een andere functie dan op papier.", LABOUR, Severity::Serious, &[29]).housing().signs(&["GRE-01"]),
    pattern("Wasserij: heel heet, en het uitzendbureau houdt een boete in als je te laat komt.", LABOUR, Severity::Concern, &[]).place(),
    pattern("Vakantiepark: acht mensen in een huisje voor vier. Een busje haalt ze om vijf uur ’s ochtends op.", LABOUR, Severity::Serious, &[-1]).housing().place().signs(&["HUI-02", "HUI-04"]).called("Vakantiepark, acht in een huisje")
        .asks("Busjes halen vroeg in de ochtend mensen op bij vakantieparken. Wie ziet dit ook, en wie gaat mee kijken: toezicht, brandweer of Arbeidsinspectie?"),
    pattern("Bouwplaats: geen helmen. Een gewonde man is naar huis gestuurd omdat hij niet verzekerd zou zijn.", LABOUR, Severity::Serious, &[31]).place().signs(&["ALG-04"])
        .asks("Na een ongeval op een bouwplaats ging iemand zonder arts naar huis. Wie kan het werk stilleggen, en hoe houden wij zicht op de andere mannen?"),
    pattern("Straatverkoper met een kind vraagt geld en wordt gebracht en gehaald door een witte bus.", CRIMINAL, Severity::Serious, &[9]).network().signs(&["KRI-01", "NED-07"])
        .asks("Straatverkopers met een kind worden met een busje gebracht en gehaald. Zien andere gemeenten hetzelfde, en wie spreekt de chauffeur aan?"),
    pattern("Jongere uit de opvang verschijnt ’s avonds met nieuwe kleren en drie telefoons.", CRIMINAL, Severity::Serious, &[16]).signs(&["KRI-01", "NED-02", "KWE-06"]).called("Jongere uit de opvang"),
    pattern("Vrouw met blauwe plekken. De man antwoordt steeds voor haar. Zij heeft een tatoeage met zijn naam.", SEXUAL, Severity::VerySerious, &[23]).signs(&["ALG-01", "ALG-02", "ALG-07"]).called("Vrouw met tatoeage"),
    pattern("Brief zonder naam: op nummer veertien worden vrouwen vastgehouden door de huisbaas.", SEXUAL, Severity::VerySerious, &[-1]).housing().place().signs(&["KRI-02"]).called("Brief over nummer veertien"),
    pattern("In een garagebox wonen mensen die ’s nachts pakketjes inpakken.", LABOUR, Severity::Serious, &[-1]).housing().place().signs(&["GRE-01", "HUI-03"]).called("Garagebox, pakketjes ’s nachts"),
    pattern("Drie kinderen uit één gezin zijn steeds rond dezelfde dag weg van school. Nieuwe, dure scooters voor de deur.", CRIMINAL, Severity::Serious, &[12, 14, 15]).youth_group().signs(&["KRI-01", "NED-02", "NED-05"]).called("Drie kinderen, scooters"),
    pattern("Aan de balie viel op: één man regelt in drie maanden elf inschrijvingen op één adres.", LABOUR, Severity::Concern, &[]).housing().place().signs(&["HUI-02"]),
    pattern("Jongen van veertien moet met een groep jongens winkeldiefstal plegen. Hij zegt dat hij anders klappen krijgt.", CRIMINAL, Severity::Serious, &[14]).youth_group().signs(&["KRI-01", "KRI-03", "NED-07"]).called("Jongen van veertien, winkeldiefstal"),
    pattern("Vrouw van dertig heeft hoge schulden en schaamt zich. Zij werkt waar zij zelf wil.", None, Severity::Concern, &[30]).no_trafficking("schuldhulp").signs(&["KWE-07"]),
    pattern("Buren horen ’s avonds ruzie tussen een man en een vrouw.", None, Severity::Concern, &[-1]).no_trafficking("Veilig Thuis, als huiselijk geweld").place(),
    pattern("De buurman ziet er raar uit.", None, Severity::Unclear, &[]),
    pattern("Er staat vaak een auto met een buitenlands kenteken in de straat.", None, Severity::Unclear, &[]).place(),
    pattern("Een leerling is stiller dan vorig jaar.", None, Severity::Unclear, &[17]).signs(&["NED-03"]),
];

/// People, companies and places that come back, spelled as different people would.
pub struct Recurring {
    pub kind: &'static str,
    pub capacity: &'static str,
    pub spellings: &'static [&'static [(&'static str, &'static str)]],
}

pub const RECURRING: [Recurring; 8] = [
    Recurring {
        kind: "organisation",
        capacity: "employer",
        spellings: &[
            &[
                ("name", "Uitzendbureau Vlugwerk Verzonnen"),
                ("phone", "06-00 00 00 12"),
            ],
            &[
                ("name", "Vlug-Werk Verzonnen B.V."),
                ("phone", "+31 6 00000012"),
            ],
            &[("name", "vlugwerk"), ("phone", "0600000012")],
        ],
    },
    Recurring {
        kind: "person",
        capacity: "possible_offender",
        spellings: &[
            &[("name", "Radboud Denkbeeldig"), ("plate", "XX-000-X")],
            &[("name", "Ratbout Denkbeeldich"), ("plate", "XX000X")],
            &[("name", "R. Denkbeeldig"), ("phone", "06 00 00 00 34")],
        ],
    },
    Recurring {
        kind: "address",
        capacity: "location",
        spellings: &[
            &[("address", "Verzonnenkade 14, Montfoort")],
            &[("address", "verzonnenkade 14 Montfoort")],
            &[("address", "Verzonnen kade 14 te Montfoort")],
        ],
    },
    Recurring {
        kind: "person",
        capacity: "possible_victim",
        spellings: &[
            &[("name", "Mirela Fantasia"), ("birth", "01-02-2004")],
            &[("name", "Mirella Fantazia"), ("birth", "01-02-2004")],
        ],
    },
    Recurring {
        kind: "person",
        capacity: "possible_victim",
        spellings: &[
            &[
                ("name", "Milo"),
                ("appearance", "Slanke jongen met een grijze pet"),
                ("online", "milo_bestaat_niet"),
            ],
            &[
                ("name", "Milo"),
                (
                    "appearance",
                    "Jongen van een jaar of vijftien, litteken op zijn kin",
                ),
                ("online", "milo_bestaat_niet"),
            ],
            &[("online", "milo_bestaat_niet")],
        ],
    },
    Recurring {
        kind: "vehicle",
        capacity: "other",
        spellings: &[
            &[("plate", "00-XXX-0"), ("more", "witte bus")],
            &[("plate", "00xxx0")],
        ],
    },
    Recurring {
        kind: "organisation",
        capacity: "landlord",
        spellings: &[
            &[
                ("name", "Huisjesbaas Luchtkasteel VOF"),
                ("address", "Nergensweg 3, Linschoten"),
            ],
            &[
                ("name", "Luchtkasteel vastgoed"),
                ("address", "Nergensweg 3 Linschoten"),
            ],
        ],
    },
    Recurring {
        kind: "person",
        capacity: "witness",
        spellings: &[
            &[(
                "appearance",
                "Oudere vrouw met een hondje en een rode paraplu",
            )],
            &[
                ("appearance", "Buurvrouw, rond de zestig, grijs haar"),
                ("more", "Wil niet met naam genoemd worden."),
            ],
        ],
    },
];

pub const PLACES: [&str; 8] = [
    "Verzonnenkade, Montfoort",
    "Nergensweg, Linschoten",
    "Bedachtplein, Montfoort",
    "bedrijventerrein De Spiegel",
    "vakantiepark Het Nepmeer",
    "Fictielaan, Montfoort",
    "Sprookjeshof, Linschoten",
    "station, perron",
];

#[cfg(test)]
mod tests {
    use policy::Pack;

    use super::*;

    fn pack() -> Pack {
        Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap()
    }

    /// The form asks for a name and a description apart, and so does the demo.
    #[test]
    fn the_demo_has_names_where_it_says_a_name() {
        let spellings = RECURRING.iter().flat_map(|one| one.spellings);
        let fields = spellings.flat_map(|spelling| spelling.iter());
        let names: Vec<_> = fields.filter(|(field, _)| *field == "name").collect();
        assert!(names.len() > 8);
        for (_, name) in names {
            let describes = [
                "jongen", "meisje", "man ", "vrouw", "noemt", "onbekend", ",",
            ];
            let lower = name.to_lowercase();
            assert!(!describes.iter().any(|word| lower.contains(word)), "{name}");
        }
    }

    /// Codes shift: what is ticked is read here in words, beside what was said.
    #[test]
    fn the_demo_ticks_signs_that_fit_its_texts() {
        let pack = pack();
        for (said, sign) in [
            ("filmpje", "Wordt afgeperst"),
            ("blauwe plekken", "Tatoeage"),
            ("Bouwplaats", "Klachten door het werk"),
            ("pinpas", "Bankrekening of woning"),
            ("niet op school", "schoolresultaten of verzuim"),
            ("weg van school", "schoolresultaten of verzuim"),
            ("stiller", "anders dan eerst"),
            ("elf inschrijvingen", "Meer bewoners"),
            ("huisje voor vier", "Meer bewoners"),
            ("winkeldiefstal", "strafbare dingen"),
        ] {
            let mut patterns = PATTERNS.iter();
            let pattern = patterns
                .find(|pattern| pattern.text.contains(said))
                .unwrap();
            let ids = pattern.indicators.iter();
            let texts = ids.map(|id| pack.indicator(id).unwrap().text.get("nl"));
            assert!(
                texts.into_iter().any(|text| text.contains(sign)),
                "{said}: {sign}"
            );
        }
        let mut ids = PATTERNS.iter().flat_map(|pattern| pattern.indicators);
        assert!(ids.all(|id| pack.indicator(id).is_some()));
    }

    #[test]
    fn the_demo_has_a_case_of_every_kind() {
        let pack = pack();
        let some = |holds: &dyn Fn(&Pattern) -> bool| PATTERNS.iter().any(holds);
        let critical = |id: &&str| pack.indicator(id).is_some_and(|sign| sign.critical);
        assert!(some(&|one| one.indicators.iter().any(critical)));
        assert!(some(&|one| one.licence) && some(&|one| one.youth_group));
        assert!(some(&|one| one.place
            && one.ages.is_empty()
            && one.form == SEXUAL));
        assert!(some(
            &|one| one.other_problem.is_some() && one.form.is_none()
        ));
        // Whoever is younger than 18 counts as a serious sign, and is judged so.
        let minor = |one: &Pattern| one.ages.iter().any(|age| (0..18).contains(age));
        let told = |one: &Pattern| one.indicators.contains(&"KRI-01") || one.form.is_none();
        assert!(PATTERNS.iter().all(|one| !minor(one) || told(one)));
    }
}
