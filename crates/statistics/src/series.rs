//! Figures the policy builds on, as data with their sources. Series of different makers are counted
//! differently: they are never put in one line.

use serde::Serialize;

/// Figures by year, counted by one maker in one way.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Series {
    /// The id, for files: `comensha-2011-2013`.
    pub id: &'static str,
    /// What is counted, in Dutch.
    pub nl: &'static str,
    /// What is counted, in English.
    pub en: &'static str,
    /// Who counted, and where it was published.
    pub source: &'static str,
    /// Year and persons.
    pub figures: &'static [(u16, u32)],
}

/// All series.
pub const SERIES: [Series; 5] = [
    Series {
        id: "comensha-2011-2013",
        nl: "Nieuw geregistreerde slachtoffers in Nederland",
        en: "Newly registered victims in the Netherlands",
        source: "CoMensha, jaarcijfers 2013",
        figures: &[(2011, 1222), (2012, 1711), (2013, 1437)],
    },
    Series {
        id: "comensha-2019-2021",
        nl: "Nieuw geregistreerde slachtoffers in Nederland",
        en: "Newly registered victims in the Netherlands",
        source: "CoMensha, zoals in het Beleid Mensenhandel gemeente Montfoort",
        figures: &[(2019, 1372), (2020, 1013), (2021, 791)],
    },
    Series {
        id: "rapporteur-2019-2020",
        nl: "Slachtoffers in beeld in Nederland",
        en: "Victims in view in the Netherlands",
        source: "Nationaal Rapporteur Mensenhandel, Slachtoffermonitor 2016-2020",
        figures: &[(2019, 1334), (2020, 984)],
    },
    // Taken from reports of others, which do not say how was counted: in line with neither above.
    Series {
        id: "pers-2022-2024",
        nl: "Geregistreerde slachtoffers bij CoMensha, volgens anderen",
        en: "Victims registered at CoMensha, as told by others",
        source: "2022: EMM-fenomeenbeeld 2024; 2023: Nederlands Jeugdinstituut; 2024: ANP, 17 oktober 2025. Telwijze niet vermeld",
        figures: &[(2022, 814), (2023, 868), (2024, 944)],
    },
    Series {
        id: "utrecht-2018-2022",
        nl: "Nieuwe meldingen bij de zorgcoördinator, provincie Utrecht",
        en: "New reports to the care coordinator, province of Utrecht",
        source: "Zorgcoördinator Moviera, in het Beleid Mensenhandel gemeente Montfoort",
        figures: &[(2018, 88), (2019, 75), (2020, 66), (2021, 78), (2022, 154)],
    },
];

#[cfg(test)]
mod tests {
    use super::SERIES;

    /// The policy: 791 in 2021, 1.013 in 2020, 1.372 in 2019, counted by `CoMensha`. The rapporteur
    /// counts otherwise.
    #[test]
    fn no_series_mixes_two_makers() {
        let of = |id: &str| SERIES.into_iter().find(|series| series.id == id).unwrap();
        let comensha = of("comensha-2019-2021");
        assert!(comensha.source.starts_with("CoMensha"));
        assert_eq!(comensha.figures, [(2019, 1372), (2020, 1013), (2021, 791)]);
        let rapporteur = of("rapporteur-2019-2020");
        assert!(rapporteur.source.starts_with("Nationaal Rapporteur"));
        assert_eq!(rapporteur.figures, [(2019, 1334), (2020, 984)]);
    }

    #[test]
    fn every_series_has_one_source_and_its_years_in_order() {
        for series in SERIES {
            assert!(!series.source.is_empty());
            assert!(
                series
                    .figures
                    .windows(2)
                    .all(|pair| pair[0].0 + 1 == pair[1].0),
                "{}",
                series.id
            );
        }
    }
}
