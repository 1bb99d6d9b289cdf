vault-status-open = Vault open · { $minutes } min
vault-status-closed = Vault closed · open it
vault-title = The vault
vault-what = The vault holds the names of reporters. Only an officer with an own passphrase can read them. After half an hour without use the vault closes by itself.
vault-is-open = The vault is open.
vault-close = Close the vault
vault-new-passphrase = New passphrase
    .hint = Type the six words, or choose six separate words yourself. Capitals and spaces make no difference. Take something else than your password.
vault-waiting-for = { $name } has chosen a passphrase and waits for access.
vault-grant = Give { $name } access
vault-change = Change your passphrase
vault-choose = Choose a passphrase. Then an officer with an opened vault gives you access.
vault-you-wait = You have chosen a passphrase. Ask an officer with an opened vault to give you access, or use the recovery key.
vault-lost = Lost your passphrase?
vault-lost-text = Ask a colleague with an opened vault to give you access again: first choose a new passphrase below. Or use the recovery key from the municipal safe.
vault-choose-again = Choose a new passphrase and wait for a colleague
vault-recovery = Recovery key
    .hint = Eight groups of five characters. Leave empty when a colleague gives you access.
vault-recover = Restore access
recovery-pdf = Download as PDF
recovery-renew-title = New recovery key
recovery-renew-text = Do this when the key was used or lost. The old one stops working.
recovery-renew = Make a new recovery key
vault-recovery-sure = I can print or copy out the new key now, and put it in the municipal safe.
vault-replace-sure = I can print or copy out the new recovery key now, and put it in the municipal safe.
vault-damaged = { $count ->
    [one] The name of the reporter of one signal cannot be encrypted anew: its row is damaged. Ask the administrator to run meldroute check.
   *[other] The names of the reporters of { $count } signals cannot be encrypted anew: those rows are damaged. Ask the administrator to run meldroute check.
  }
vault-renewing = { $count ->
    [one] One more signal is being sealed anew. Leave the vault open until then.
   *[other] { $count } more signals are being sealed anew. Leave the vault open until then.
  }
error-recovery-safe = First make sure that you can keep the key, and tick that.
error-recovery-made = The recovery key was made already, and is not shown again. You do not have it? Then make a new one.
error-passphrase-password = This is the password that you sign in with. Take something else for the vault.
done-vault-closed = The vault is closed.
done-granted = Access given.
done-recovered = Access has been restored. Now make a new recovery key.
error-passphrase-empty = Fill in your passphrase.
error-recovery-typo = This key was not typed correctly. Look at every group of five characters.
error-recovery-wrong = This key was typed correctly but does not belong to this vault (any more).

error-vault-last = You hold the only access to the vault. Use the recovery key, or open the vault first.

returning-title = { $name } asks for their own signals back
returning-text = { $name } chose a new password on { $date } and so no longer sees their own signals.
returning-hear = Call or meet { $name } yourself. Ask them to sign in and to read the three words under Account aloud. Are they these? If not, choose Not right: otherwise somebody else with the link could read what { $name } reported.
returning-own = Another officer gives these back. Read to them the three words that stand under your Account.
error-returning-changed = Something changed meanwhile. Look at the three words again.
returning-spoke = I spoke to this person myself, and heard the same three words.
returning-yes = Give the signals back
returning-no = Not right
returning-waits = { $count ->
    [one] One colleague asks for their own signals back. Open the vault to see who.
   *[other] { $count } colleagues ask for their own signals back. Open the vault to see who.
  }
done-returned = Done. Within a few minutes the signals are in their own list again.
done-not-returned = Not given back. Tell your administrator: perhaps somebody else used the link.
vault-hear = Call { $name }. Under Vault, their own screen shows six words. Have them read aloud. Are they these? If not, give no access and tell the data protection officer: then somebody put something in between.
vault-deputies = { $count ->
    [one] A colleague waits for access to the vault. Open the vault to give it.
   *[other] { $count } colleagues wait for access to the vault. Open the vault to give it.
  }
vault-heard = I heard these six words from the colleague.
vault-your-words = Read these six words aloud when your colleague calls you:
vault-replace-title = A new key for the vault
vault-replace-text = Do this when an officer has left. All names are sealed anew; who left can read nothing new with an old copy. You get a new recovery key too: put it in the municipal safe and destroy the old one.
vault-replace = Make a new key
by-recovery-title = Confirm with the recovery key
by-recovery-recovery = Recovery key
    .hint = Eight groups of five characters.
by-recovery-text = Is there no other officer who can confirm you? Then take the recovery key from the municipal safe and type it over. Make a new one under Vault afterwards.
by-recovery-submit = Confirm my role
dossier-reporter = Reporter
dossier-anonymous = The reporter is not known.
dossier-sealed = Who reported is in the vault.
reporter-name = Name
reporter-phone = Phone
reporter-email = E-mail
reporter-number = Employee number
reporter-safe = Safe contact
reporter-among = Is also involved, as possible victim
kept-title = First put the recovery key away
kept-text = Print this key and put it in a closed envelope in the safe of the municipality. With this key the names of reporters can be read when nobody knows the passphrase any more. As long as you do not say that it was put away, it stays here, for an hour at most. After that Meldroute never shows it again.
kept-stored = I printed or copied the key, and put it away.
kept-submit = Go on
error-kept = Put the key away first, and tick that.
done-recovery-kept = The recovery key is put away. Destroy one of before.
error-whole-tells = Beside each other, two texts in this dossier still tell who reported. Take it out of a text that you can change, or ask whoever runs Meldroute for help.
reporter-at-partner = Who it comes from at the partner
reporter-none-at-partner = It is not recorded whom you spoke to at the partner.
reporter-told-partner = This is whom you spoke to at the partner. What became of it, you tell the partner.
