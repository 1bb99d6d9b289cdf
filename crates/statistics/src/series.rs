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
pub const SERIES: [Series; 3] = [
    Series {
        id: "comensha-2011-2013",
        nl: "Nieuw geregistreerde slachtoffers in Nederland",
        en: "Newly registered victims in the Netherlands",
        source: "CoMensha, jaarcijfers 2013",
        figures: &[(2011, 1222), (2012, 1711), (2013, 1437)],
    },
    Series {
        id: "rapporteur-2019-2024",
        nl: "Nieuw geregistreerde slachtoffers in Nederland",
        en: "Newly registered victims in the Netherlands",
        source: "Nationaal Rapporteur Mensenhandel, reeks vanaf 2019",
        figures: &[
            (2019, 1372),
            (2020, 1013),
            (2021, 791),
            (2022, 814),
            (2023, 868),
            (2024, 944),
        ],
    },
    Series {
        id: "utrecht-2018-2022",
        nl: "Nieuwe meldingen bij de zorgcoördinator, provincie Utrecht",
        en: "New reports to the care coordinator, province of Utrecht",
        source: "Beleid mensenhandel gemeente Montfoort",
        figures: &[(2018, 88), (2019, 75), (2020, 66), (2021, 78), (2022, 154)],
    },
];

#[cfg(test)]
mod tests {
    use super::SERIES;

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
