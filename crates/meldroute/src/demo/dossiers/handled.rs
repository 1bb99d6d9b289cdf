//! What the officer does with it: assess, hand over, ask for an answer, close.

use platform::clock::HOUR;
use platform::{DossierId, Error, Millis, Result};
use policy::{Facts, PartnerId, Severity, Victim};
use rand::RngExt;
use route::assessment::{self, Weighed};
use route::dossiers::Purpose;
use route::referrals::{self, Answer, Consent, Draft, HandOver, Method};
use route::signals::{FEEDBACK, Outcome, REFER, partner_of};
use route::telling::{self, Closing, Message};

use super::super::texts::Pattern;
use super::{Maker, THROUGH, refused};

impl Maker<'_> {
    pub(super) async fn assess(&self, id: DossierId, pattern: &Pattern) -> Result<()> {
        let victims = pattern.ages.iter().map(|age| Victim {
            age: u8::try_from(*age).ok(),
        });
        let facts = Facts {
            forms: pattern.form.into_iter().collect(),
            acute: false,
            severity: pattern.severity,
            victims: victims.collect(),
            network: pattern.network,
            housing: pattern.housing,
            licence_branch: pattern.licence,
            youth_group: pattern.youth_group,
            soft: pattern.severity == Severity::Unclear,
            single_agency: !pattern.network,
            ..Facts::none()
        };
        let why = if pattern.form.is_some() {
            "De beschrijving is concreet en past bij de signalenkaart."
        } else if pattern.other_problem.is_some() {
            "Geen tekenen van mensenhandel. Er is wel een ander probleem."
        } else {
            "Te weinig concreet. Bewaren: een volgend signaal kan het anders maken."
        };
        let minor = pattern.ages.iter().any(|age| (0..18).contains(age));
        let why_no_worse = if minor && pattern.severity < Severity::Serious {
            "Er zijn geen tekenen van dwang of uitbuiting. School houdt contact."
        } else {
            ""
        };
        let indicators = pattern.indicators.iter().map(|id| (*id).to_owned());
        let weighed = Weighed {
            facts,
            indicators: indicators.collect(),
            why: why.to_owned(),
            why_no_worse: why_no_worse.to_owned(),
        };
        let open = self.open(id, Purpose::Assess).await?;
        assessment::assess(self.app, self.who, open, weighed)
            .await
            .map_err(refused)
    }

    /// The last of them goes to a partner that has an account too, and waits there.
    pub(super) async fn hand_to_an_account(&mut self, id: DossierId, today: Millis) -> Result<()> {
        self.through += 1;
        if self.through < THROUGH {
            return Ok(());
        }
        self.clock.set(today - HOUR);
        self.hand_over(id, "veilig_thuis".into(), true).await
    }

    /// To every obligatory partner, the least that it needs; to the first perhaps through this program.
    pub(super) async fn refer(&self, id: DossierId, through: bool) -> Result<()> {
        let open = self.open(id, Purpose::Refer).await?;
        let tasks = open.tasks().open_of(&REFER);
        let partners: Vec<PartnerId> = tasks.map(partner_of).collect();
        for (at, partner) in partners.into_iter().enumerate() {
            self.hand_over(id, partner, through && at == 0).await?;
        }
        Ok(())
    }

    async fn hand_over(&self, id: DossierId, partner: PartnerId, through: bool) -> Result<()> {
        let open = self.open(id, Purpose::Refer).await?;
        let mut read = self.app.db.read().await?;
        let draft = Draft::of(&mut read, self.app, &open, &partner).await?;
        drop(read);
        let mut input = HandOver {
            chosen: referrals::least_needed(&draft.items, &draft.partner.needs),
            question: draft.partner.question.clone(),
            purpose: self.app.i18n.lang("nl").get("handover-purpose-default"),
            basis: draft.partner.legal_basis.clone(),
            consent: Some(Consent::Without("vragen is nu niet veilig.".to_owned())),
            proportionality: "Zonder deze gegevens kan de partner niets doen.".to_owned(),
            method: Some(if through {
                Method::Meldroute
            } else {
                Method::SecureMail
            }),
            mailbox: "mensenhandel@partner.example".to_owned(),
            ..HandOver::to(partner)
        };
        let seen = referrals::seen(self.app, self.who, &open, &input).await;
        input.seen = seen.map_err(refused)?;
        let sent = referrals::hand_over(self.app, self.who, open, &input).await;
        sent.map(|_| ()).map_err(refused)
    }

    pub(super) async fn answer(&mut self, id: DossierId) -> Result<()> {
        let open = self.open(id, Purpose::Feedback).await?;
        let tasks = open.tasks().open_of(&FEEDBACK);
        let awaited: Vec<String> = tasks.map(|task| task.about.clone()).collect();
        for referral in awaited {
            let answer = if self.rng.random_bool(0.8) {
                Answer::Received("Ontvangen en in behandeling genomen.".to_owned())
            } else {
                let why = "Twee keer gebeld. De partner laat weten niets te kunnen zeggen.";
                Answer::GivenUp(why.to_owned())
            };
            let open = self.open(id, Purpose::Feedback).await?;
            let referral = referral.parse().map_err(|_| Error::NotFound)?;
            referrals::answer(self.app, self.who, open, referral, answer)
                .await
                .map_err(refused)?;
        }
        Ok(())
    }

    pub(super) async fn close(&mut self, id: DossierId, pattern: &Pattern) -> Result<()> {
        let outcome = match (pattern.other_problem, pattern.severity) {
            (Some(_), _) => Outcome::OtherProblem,
            (None, Severity::Unclear) => Outcome::NoFollowUp,
            (None, Severity::Concern) if self.rng.random_bool(0.4) => Outcome::OtherProblem,
            _ => Outcome::Referred,
        };
        let reason = match (outcome, pattern.other_problem) {
            (Outcome::NoFollowUp, _) => "Te weinig concreet.".to_owned(),
            (Outcome::OtherProblem, Some(to)) => {
                format!("Geen mensenhandel, wel iets anders: overgedragen aan {to}.")
            }
            (Outcome::OtherProblem, None) => {
                "Geen mensenhandel, wel schulden: overgedragen aan schuldhulp.".to_owned()
            }
            _ => String::new(),
        };
        let texts = self.app.i18n.lang("nl");
        let closing = Closing {
            outcome: Some(outcome),
            reason,
            message: Message {
                text: texts.get(&format!("message-{}", outcome.id())),
                safely: true,
            },
            passes_over: false,
            merged_with: String::new(),
        };
        let open = self.open(id, Purpose::Close).await?;
        telling::close(self.app, self.who, open, &closing)
            .await
            .map_err(refused)
    }
}
