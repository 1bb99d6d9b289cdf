//! HTCDS 2.0 as it stands: every field by its name, what may stand in it, and of what it is. No I/O.
//!
//! The Human Trafficking Case Data Standard is the International Organization for Migration's (IOM), CC BY
//! 4.0; its field list is kept beside this crate (`standard/`), and a test holds what stands here
//! against it.

pub mod lists;
mod value;

pub use value::Misfit;

use self::Kind::{
    Checkbox, Countries, Country, Date, Degrees, Language, LongText, Number, One, Phone, Several,
    Text,
};

/// As a file says which standard it follows.
pub const STANDARD: &str = "HTCDS 2.0";

/// Of what a field says something. A case has one record of [`Group::Case`] at the most, and any number of
/// the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Where the case itself stands.
    Case,
    /// From whom it came, or to whom it went.
    Referral,
    /// Somebody involved, as a victim, as an offender or otherwise.
    Person,
    /// What happened, where and when.
    Event,
    /// What somebody who works on it said of it.
    Comment,
    /// A business or another organisation that is involved.
    Organisation,
    /// What is planned for somebody.
    SupportPlan,
}

impl Group {
    /// Every group, in the order in which a file has them.
    pub const ALL: [Self; 7] = [
        Self::Case,
        Self::Referral,
        Self::Person,
        Self::Event,
        Self::Comment,
        Self::Organisation,
        Self::SupportPlan,
    ];

    /// As a file calls a list of them.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Referral => "referrals",
            Self::Person => "persons",
            Self::Event => "events",
            Self::Comment => "comments",
            Self::Organisation => "organisations",
            Self::SupportPlan => "support_plans",
        }
    }

    /// The group that a file calls so.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line; also the name of whom or what a lookup leads to.
    Text,
    /// Several lines.
    LongText,
    /// A day: `2026-11-23`.
    Date,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Checkbox,
    /// A number that is dialled, after E.164: `+31612345678`.
    Phone,
    /// A country, after ISO 3166: `NL`.
    Country,
    /// Any number of them.
    Countries,
    /// A language, after ISO 639-2: `nld`; in two letters too.
    Language,
    /// Longitude or latitude: `52.0286`.
    Degrees,
    /// One value of a picklist.
    One(&'static [&'static str]),
    /// Any number of them, parted by `;`.
    Several(&'static [&'static str]),
}

/// A field of the standard.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Of what it says something.
    pub group: Group,
    /// Its name with its prefix: `prs_FirstName`.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
}

/// The field of this name, and its place in the standard.
#[must_use]
pub fn field(name: &str) -> Option<(usize, &'static Field)> {
    FIELDS
        .iter()
        .enumerate()
        .find(|(_, field)| field.name == name)
}

const fn of(group: Group, name: &'static str, kind: Kind) -> Field {
    Field { group, name, kind }
}

/// Every field, in the order of the standard. `per_Organisation` stands there without a name of its own,
/// and the examples of questions are no fields.
pub const FIELDS: &[Field] = &[
    // Organization
    of(Group::Organisation, "org_Name", Text),
    of(Group::Organisation, "org_ShippingCity", Text),
    of(Group::Organisation, "org_ShippingCountry", Country),
    of(Group::Organisation, "org_ShippingState", Text),
    of(Group::Organisation, "org_ShippingStreet", Text),
    of(Group::Organisation, "org_ShippingPostalCode", Text),
    of(Group::Organisation, "org_ShippingLongitude", Degrees),
    of(Group::Organisation, "org_ShippingLatitude", Degrees),
    of(Group::Organisation, "org_Phone", Phone),
    of(
        Group::Organisation,
        "org_Type",
        One(lists::ORGANISATION_TYPE),
    ),
    // Person
    of(Group::Person, "prs_Salutation", Text),
    of(Group::Person, "prs_FirstName", Text),
    of(Group::Person, "prs_MiddleName", Text),
    of(Group::Person, "prs_SecondName", Text),
    of(Group::Person, "prs_Birthdate", Date),
    of(Group::Person, "prs_Gender", One(lists::GENDER)),
    of(Group::Person, "prs_Deceased", Checkbox),
    of(
        Group::Person,
        "prs_MaritalStatus",
        One(lists::MARITAL_STATUS),
    ),
    of(Group::Person, "prs_NumberOfChildren", Number),
    of(Group::Person, "prs_PrimaryLanguage", Language),
    of(Group::Person, "prs_SecondaryLanguage", Language),
    of(
        Group::Person,
        "prs_HighestLevelOfEducation",
        One(lists::HIGHEST_LEVEL_OF_EDUCATION),
    ),
    of(Group::Person, "prs_Citizenship", Countries),
    of(Group::Person, "prs_IdentityNumber", Text),
    of(Group::Person, "prs_Title", Text),
    of(Group::Person, "prs_Email", Text),
    of(Group::Person, "prs_HomePhone", Phone),
    of(Group::Person, "prs_MobilePhone", Phone),
    of(Group::Person, "prs_MailingCity", Text),
    of(Group::Person, "prs_MailingCountry", Country),
    of(Group::Person, "prs_MailingState", Text),
    of(Group::Person, "prs_MailingStreet", Text),
    of(Group::Person, "prs_MailingPostalCode", Text),
    of(Group::Person, "prs_MailingLongitude", Degrees),
    of(Group::Person, "prs_MailingLatitude", Degrees),
    // Person - Victim Context
    of(Group::Person, "vic_AgreementToManagePersonalData", Checkbox),
    of(
        Group::Person,
        "vic_TraffickingStatus",
        One(lists::TraffickingStatus::IDS),
    ),
    of(
        Group::Person,
        "vic_TraffickingStatusDecisionMakingOrg",
        One(lists::TRAFFICKING_STATUS_DECISION_MAKING_ORG),
    ),
    of(
        Group::Person,
        "vic_RelationshipToTrafficker",
        One(lists::RELATIONSHIP_TO_TRAFFICKER),
    ),
    of(Group::Person, "vic_AgeWhenTrafficked", Number),
    of(
        Group::Person,
        "vic_RecruitmentWebsitesAndApps",
        Several(lists::WEBSITES_AND_APPS),
    ),
    of(
        Group::Person,
        "vic_MethodOfRecruitment",
        Several(lists::METHOD_OF_RECRUITMENT),
    ),
    of(Group::Person, "vic_LocationOfRecruitment", Text),
    of(
        Group::Person,
        "vic_MethodsOfControl",
        Several(lists::METHODS_OF_CONTROL),
    ),
    of(
        Group::Person,
        "vic_TypeOfExploitation",
        Several(lists::TypeOfExploitation::IDS),
    ),
    of(
        Group::Person,
        "vic_ForcedLabourIndustry",
        One(lists::FORCED_LABOUR_INDUSTRY),
    ),
    of(
        Group::Person,
        "vic_TypeOfSexExploitation",
        Several(lists::TYPE_OF_SEX_EXPLOITATION),
    ),
    of(Group::Person, "vic_LocationOfExploitation", Text),
    of(
        Group::Person,
        "vic_ExploitationWebsitesAndApps",
        Several(lists::WEBSITES_AND_APPS),
    ),
    of(
        Group::Person,
        "vic_Vulnerabilities",
        Several(lists::VULNERABILITIES),
    ),
    of(Group::Person, "vic_DetailsOfVulnerabilities", LongText),
    // Person - Perpetrator Context
    of(
        Group::Person,
        "per_RoleInProcess",
        Several(lists::RoleInProcess::IDS),
    ),
    of(Group::Person, "per_RoleDetails", LongText),
    // Case
    of(Group::Case, "cas_Status", One(lists::Status::IDS)),
    of(Group::Case, "cas_ReasonForCaseClosure", LongText),
    of(Group::Case, "cas_CaseOwner", Text),
    // Referral Details
    of(Group::Referral, "cas_ReferringOrganisation", Text),
    of(Group::Referral, "cas_IncomingReferralDate", Date),
    of(Group::Referral, "cas_ReferringPrimaryCaseWorker", Text),
    of(
        Group::Referral,
        "cas_ReasonForIncomingReferral",
        One(lists::REASON_FOR_REFERRAL),
    ),
    of(Group::Referral, "cas_IncomingReferralDetails", LongText),
    of(Group::Referral, "cas_ReferredOrganisation", Text),
    of(Group::Referral, "cas_ReferredPrimaryCaseWorker", Text),
    of(
        Group::Referral,
        "cas_ReasonForOutgoingReferral",
        One(lists::REASON_FOR_REFERRAL),
    ),
    of(Group::Referral, "cas_OutgoingReferralDate", Date),
    of(Group::Referral, "cas_OutgoingReferralDetails", LongText),
    // Case Comment
    of(Group::Comment, "cco_CaseComment", LongText),
    // Historic Trafficking Events
    of(Group::Event, "hte_Longitude", Degrees),
    of(Group::Event, "hte_Latitude", Degrees),
    of(Group::Event, "hte_City", Text),
    of(Group::Event, "hte_Country", Text),
    of(Group::Event, "hte_State", Text),
    of(Group::Event, "hte_Street", Text),
    of(Group::Event, "hte_PostalCode", Text),
    of(Group::Event, "hte_Date", Date),
    of(Group::Event, "hte_Type", One(lists::EVENT_TYPE)),
    of(Group::Event, "hte_Description", LongText),
    // Support Plan
    of(Group::SupportPlan, "spl_Objectives", LongText),
    of(Group::SupportPlan, "spl_ActionPlan", LongText),
    of(Group::SupportPlan, "spl_PlannedEndDate", Date),
    of(Group::SupportPlan, "spl_ActualEndDate", Date),
    of(Group::SupportPlan, "spl_Type", One(lists::SUPPORT_TYPE)),
    // Consent
    of(Group::Person, "con_Consent", Checkbox),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The field list of the standard: name, type and values.
    fn published() -> BTreeMap<String, (String, String)> {
        let list = include_str!("../../../standard/htcds-2.0.csv");
        let mut list = csv::Reader::from_reader(list.as_bytes());
        let rows = list.records().map(|row| row.unwrap());
        let rows = rows.map(|row| (row[3].to_owned(), (row[4].to_owned(), row[5].to_owned())));
        rows.collect()
    }

    /// The values of a picklist stand behind each other in one cell, with nothing between them.
    fn is_of_type(kind: Kind, published: &str, values: &str) -> bool {
        let values: String = values.split_whitespace().collect();
        let all = |ids: &[&str]| ids.concat() == values;
        match kind {
            One(ids) => published == "Picklist" && all(ids),
            Several(ids) => published == "Multiselect Picklist" && all(ids),
            LongText => published == "Long Text",
            Date | Checkbox => published == format!("{kind:?}"),
            Number => published == "Number",
            Degrees => ["Geolocation", "Number"].contains(&published),
            Countries => published == "Multiselect Picklist" && values.contains("ISO3166"),
            Language => published == "Picklist" && values.contains("ISO639-2"),
            Country => ["Text", "Picklist or Text"].contains(&published),
            Text => {
                ["Text", "Picklist or Text"].contains(&published) || published.starts_with("Lookup")
            }
            Phone => published == "Text",
        }
    }

    #[test]
    fn every_name_and_every_value_is_the_standards_own() {
        let mut published = published();
        assert!(published.len() > 80);
        for field in FIELDS {
            let (kind, values) = published.remove(field.name).expect(field.name);
            assert!(
                is_of_type(field.kind, &kind, &values),
                "{field:?}: {kind}, {values}"
            );
        }
        assert!(published.is_empty(), "{published:?}");
    }

    #[test]
    fn a_prefix_says_what_a_field_is_about() {
        for field in FIELDS {
            let expected: &[Group] = match &field.name[..4] {
                "org_" => &[Group::Organisation],
                "prs_" | "vic_" | "per_" | "con_" => &[Group::Person],
                "cas_" => &[Group::Case, Group::Referral],
                "cco_" => &[Group::Comment],
                "hte_" => &[Group::Event],
                "spl_" => &[Group::SupportPlan],
                _ => &[],
            };
            assert!(expected.contains(&field.group), "{}", field.name);
        }
    }
}
