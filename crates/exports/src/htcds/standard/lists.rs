//! The picklists of HTCDS 2.0, each value as the standard writes it. Those that this program chooses from
//! are types; the others are lists, to tell a value of the standard from any other word. No I/O.

/// A picklist as a type: its values, and how the standard writes them.
macro_rules! picklist {
    ($(#[$doc:meta])+ $name:ident { $($value:ident = $id:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $id, "`")] $value,)+
        }

        impl $name {
            /// Every value, in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// All of them as the standard writes them.
            pub const IDS: &'static [&'static str] = &[$($id),+];

            /// As the standard writes it.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$value => $id),+ }
            }

            /// The value that is written so.
            #[must_use]
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }
    };
}

picklist!(
    /// Is somebody a victim? (`vic_TraffickingStatus`)
    TraffickingStatus {
        PossibleVictimOfTrafficking = "PossibleVictimOfTrafficking",
        ActualVictimOfTrafficking = "ActualVictimOfTrafficking",
        NotAVictimOfTrafficking = "NotAVictimOfTrafficking",
    }
);

picklist!(
    /// What somebody is or was made to do. (`vic_TypeOfExploitation`)
    TypeOfExploitation {
        ForcedLabour = "ForcedLabour",
        SexualExploitation = "SexualExploitation",
        ChildLabour = "ChildLabour",
        ForcedMarriage = "ForcedMarriage",
        Servitude = "Servitude",
        ForcedMilitaryByNonStateActors = "ForcedMilitaryByNonStateActors",
        OrganRemoval = "OrganRemoval",
        ForcedBegging = "ForcedBegging",
        ForcedAdoption = "ForcedAdoption",
        Surrogacy = "Surrogacy",
        Other = "Other",
    }
);

picklist!(
    /// What somebody did who may be an offender. (`per_RoleInProcess`)
    RoleInProcess {
        TravellingPartner = "TravellingPartner",
        Transporter = "Transporter",
        RecruiterOrIntermediary = "RecruiterOrIntermediary",
        BrokerTravelAgent = "BrokerTravelAgent",
        TransferredIndividual = "TransferredIndividual",
        HarbouredIndividual = "HarbouredIndividual",
        SoldIndividual = "SoldIndividual",
        BoughtIndividual = "BoughtIndividual",
        ReceivedIndividual = "ReceivedIndividual",
        ControlledIndividual = "ControlledIndividual",
        Smuggler = "Smuggler",
        Abuser = "Abuser",
        Kidnapper = "Kidnapper",
        Exploiter = "Exploiter",
        Other = "Other",
    }
);

picklist!(
    /// Where a case stands. (`cas_Status`)
    Status {
        Active = "Active",
        FollowUp = "FollowUp",
        Closed = "Closed",
        ClosedReferred = "ClosedReferred",
    }
);

/// `org_Type`
pub const ORGANISATION_TYPE: &[&str] = &[
    "NGO",
    "LawEnforcement",
    "HealthServiceOrganisation",
    "CentralGovernmentOrganisation",
    "LocalGovernmentOrganisation",
    "ImmigrationService",
    "LegalService",
    "CorporateBusiness",
    "SchoolOrCollege",
];

/// `prs_Gender`
pub const GENDER: &[&str] = &[
    "Feminine",
    "Masculine",
    "TransgenderFeminine",
    "TransgenderMasculine",
    "NonConforming",
    "NonSpecifiedUnknown",
];

/// `prs_MaritalStatus`
pub const MARITAL_STATUS: &[&str] = &[
    "Single",
    "Married",
    "Widowed",
    "Divorced",
    "Separated",
    "RegisteredPartnership",
];

/// `prs_HighestLevelOfEducation`
pub const HIGHEST_LEVEL_OF_EDUCATION: &[&str] = &[
    "EarlyChildhoodEducation",
    "PrimaryEducation",
    "LowerSecondaryEducation",
    "UpperSecondaryEducation",
    "PostSecondaryNonTertiaryEducation",
    "ShortCycleTertiaryEducation",
    "BachelorsOrEquivalentLevel",
    "MastersOrEquivalentLevel",
    "DoctoralOrEquivalentLevel",
];

/// `vic_TraffickingStatusDecisionMakingOrg`
pub const TRAFFICKING_STATUS_DECISION_MAKING_ORG: &[&str] = &[
    "Police",
    "NGO",
    "CourtOrProsecution",
    "NonPoliceGovernmentalOrganization",
    "Other",
];

/// `vic_RelationshipToTrafficker`
pub const RELATIONSHIP_TO_TRAFFICKER: &[&str] = &["Familial", "Acquainted", "Unaquainted"];

/// `vic_RecruitmentWebsitesAndApps`
pub const WEBSITES_AND_APPS: &[&str] = &[
    "Facebook",
    "Instagram",
    "WhatsApp",
    "Telegram",
    "FacebookMessenger",
    "Viber",
    "SnapChat",
    "Line",
    "4Sale",
    "WeChat",
    "QQ",
    "QZone",
    "TikTok",
    "Twitter",
    "Other",
];

/// `vic_MethodOfRecruitment`
pub const METHOD_OF_RECRUITMENT: &[&str] = &[
    "AtAPlaceOfBusiness",
    "AtAnEducationalInstitution",
    "AtWork",
    "ThroughOnlineSocialNetworks",
    "ThroughAnOnlineAdvertisement",
    "ThroughATelevisionAdvert",
    "ThroughANewspaperAdvert",
    "ThroughFamilyOrFamilyEvents",
    "ThroughFriendsOrSocialEvents",
    "Other",
];

/// `vic_MethodsOfControl`
pub const METHODS_OF_CONTROL: &[&str] = &[
    "PhysicalThreats",
    "ThreatsLawEnforcement",
    "ThreatensChildrenFamily",
    "DebtBondage",
    "FalsePromises",
    "PhysicalAbuse",
    "SexualAbuse",
    "TakesEarnings",
    "RestrictsFinancialAccess",
    "RestrictsMedicalCare",
    "WithholdsNecessities",
    "PsychologicalAbuse",
    "PsychoactiveSubstance",
    "ExcessiveWorkingHours",
    "WithholdsDocuments",
    "Other",
];

/// `vic_ForcedLabourIndustry`
pub const FORCED_LABOUR_INDUSTRY: &[&str] = &[
    "A_AgricultureForestryAndFishing",
    "B_MiningAndQuarrying",
    "C_Manufacturing",
    "D_ElectricityGasSteamAndAirConditioningSupply",
    "E_WaterSupplySewerageWasteManagement",
    "F_Construction",
    "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
    "H_TransportationAndStorage",
    "I_AccommodationAndFoodServiceActivities",
    "J_InformationAndCommunication",
    "K_FinancialAndInsuranceActivities",
    "L_RealEstateActivities",
    "M_ProfessionalScientificAndTechnicalActivities",
    "N_AdministrativeAndSupportServiceActivities",
    "O_PublicAdministrationAndDefence",
    "P_Education",
    "Q_HumanHealthAndSocialWorkActivities",
    "R_ArtsEntertainmentAndRecreation",
    "S_OtherServiceActivities",
    "T_ActivitiesOfHouseholdsAsEmployers",
    "U_ActivitiesOfExtraterritorialOrganizations",
];

/// `vic_TypeOfSexExploitation`
pub const TYPE_OF_SEX_EXPLOITATION: &[&str] = &[
    "Prostitution",
    "Pornography",
    "RemoteInteractiveServices",
    "PrivateSexualServices",
];

/// `vic_Vulnerabilities`
pub const VULNERABILITIES: &[&str] = &[
    "Addiction",
    "SocialGroup",
    "Discrimination",
    "Poverty",
    "DisabilityAndPhysicalHealth",
    "MentalHealth",
    "Migration",
    "Homelessness",
    "AbuseSocialMedia",
    "AbusePhysical",
    "Education",
    "WorkEnvironment",
];

/// `cas_ReasonForIncomingReferral`
pub const REASON_FOR_REFERRAL: &[&str] = &[
    "AdditionalServicesRequired",
    "MigrationOrChangeOfLocation",
    "Other",
];

/// `hte_Type`
pub const EVENT_TYPE: &[&str] = &["Recruitment", "Transit", "Exploitation"];

/// `spl_Type`
pub const SUPPORT_TYPE: &[&str] = &[
    "Education",
    "Financial",
    "Health",
    "LabourExploitationRehabilitation",
    "Legal",
    "Livelihood",
    "RightsBasedTraining",
    "SexualExploitationRehabilitation",
    "SocialCare",
];
