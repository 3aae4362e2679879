import FoundationEssentials
import Testing

/// `==` on `String`, and every set and dictionary of them, takes canonically equivalent texts for the
/// same; what is an identity is an `ExactText`. The compiler keeps it so where it is declared so:
/// this keeps watch over the declarations.
@Suite struct ExactTextUseTests {
  /// Whose value tells somebody or something from others, and does not come from the program.
  private static let identities = [
    "subject", "clientSubject", "bySubject", "externalID", "emailKey", "keyID", "kid", "clerk",
    "clerkID", "actorID", "host", "needs", "strong", "weak",
  ]

  /// Where such a name stands for something that is never compared.
  private static let exempt = [
    "Platform/ServiceKit/Auth/Caller.swift: subject",  // the parameter, made exact at once
    "Platform/Mail/Message/MailMessage.swift: subject",  // what a mail is about, written only
    "Services/Notifications/Letters/Letter.swift: subject",  // the same
    "Platform/Outbox/Transaction+Append.swift: subject",  // written only
    "Platform/TestSupport/TestDatabase+Deliver.swift: subject",  // written only
    "Platform/TestSupport/Tokens.swift: subject",  // the parameter of a Caller
    "Platform/Outbox/Inbox/Slot.swift: subject",  // hashed by its bytes
    "Platform/ServiceKit/Auth/LocalIssuer.swift: keyID",  // written only
    "mcf/Token.swift: subject",  // an argument, written only
    "mcf/Up/SignIn/DemoPeople.swift: subject",  // shown only
    "mcf/Doctor.swift: subject",  // what a line is about
    "mcf/Up/Welcome.swift: subject",  // written only
    "Platform/ServiceKit/Observing/internalApplication.swift: host",  // to listen at
    "mcf/Sandbox/OutsideParty.swift: host",  // to listen at
    "mcf/Sandbox/Post/Pages/InboxView.swift: subject",  // what a mail is about, shown only
    "mcf/Sandbox/Post/PostOffice.swift: host",  // to listen at
    "mcf/Sandbox/Post/Reading/ReadMail.swift: subject",  // what a mail is about, shown only
    "mcf/Sandbox/Post/Submission/SubmissionServer.swift: host",  // to listen at
    "mcf/Up/LocalSandbox.swift: host",  // to listen at
    "mcf/Up/SignIn/LocalProvider.swift: host",  // to listen at
    "Platform/ServiceKit/Limits/Loopback.swift: host",  // compared with ASCII of ours only
  ]

  /// Where texts are compared with others of their kind, which are declared exact or are names that
  /// the program itself gives.
  private static let compared: Set = [
    "Platform/Billing/Adapters/MoneyState.swift: key",  // exact
    "Platform/Billing/Tries/TryClaim.swift: key",  // exact
    "Platform/Mail/Client/SMTPServer.swift: host",  // exact
    "Platform/Mail/Reading/MailHeader.swift: name",  // exact
    "Platform/Outbox/Relay/OutboxGauges.swift: outbox",  // a service
    "Platform/Outbox/Relay/Relay.swift: name",  // a service
    "Platform/ServiceKit/Answers/Preconditions.swift: tag",  // exact
    "Platform/ServiceKit/Forms/Form+Nested.swift: name",  // exact
    "Platform/ServiceKit/Forms/Form.swift: name",  // exact
    "Platform/ServiceKit/Forms/JSONParser.swift: name",  // exact
    "Platform/ServiceKit/Forms/JSONValue.swift: name",  // exact
    "Platform/ServiceKit/Auth/KeySet.swift: name",  // exact
    "Platform/ServiceKit/Registers/RowChange.swift: name",  // a form's, which compares exactly
    "Platform/ServiceKit/Imports/LineImport.swift: key",  // exact
    "Platform/ServiceKit/Pages/Forms/PageRoutes+Photo.swift: name",  // exact
    "Platform/ServiceKit/Pages/Forms/SentForm.swift: name",  // exact
    "Platform/ServiceKit/Photos/ICCProfile.swift: name",  // of four bytes
    "Platform/ServiceKit/Photos/Orientation.swift: tag",  // a number
    "Platform/Outbox/Inbox/Parking.swift: subject",  // exact
    "Platform/ServiceKit/Outbound/PinnedClients.swift: host",  // exact
    "Platform/ServiceKit/Outbound/OutboundHosts.swift: host",  // exact
    "Services/Accounts/Providers/ProviderLine.swift: name",  // exact
    "Services/Accounts/Sessions/SessionRoutes.swift: subject",  // exact
    "Services/Applicants/Pages/Sheets/JSONValue+Placing.swift: name",  // exact
    "Services/Applicants/Portal/HolderPages/Sitting.swift: key",  // exact
    "Services/Applicants/Portal/Limits/FixedTable.swift: tag",  // a number
    "Services/Orders/Matching/Pipeline/PipelineRun.swift: name",  // exact
    "Services/Orders/Matching/PipelineForm.swift: name",  // exact
    "Services/Orders/Pages/Manager/List/OrderWords+Desk.swift: name",  // exact
    "mcf/Outbox/OutboxReanchor.swift: source",  // a service
    "mcf/Outbox/StatusReading.swift: name",  // a service
    "mcf/Outbox/StatusReading.swift: source",  // a service
    "mcf/Sandbox/CookieBakery.swift: key",  // exact
    "mcf/Sandbox/Enrolments/EnrolmentBook.swift: key",  // exact
    "mcf/Sandbox/Payments/PaymentBook.swift: key",  // exact
    "mcf/Sandbox/OutsideParty.swift: host",  // with ASCII of ours only
    "mcf/Sandbox/Post/PostOffice.swift: host",  // with ASCII of ours only
    "mcf/Up/SignIn/LocalProvider.swift: host",  // with ASCII of ours only
    "mcf/Up/Up.swift: host",  // with ASCII of ours only
  ]

  /// Files whose sets and dictionaries of texts hold names that the program itself gives: settings,
  /// templates, metrics, files, services, providers, characteristics, built-in steps. What somebody types is
  /// looked up among them: hardly another text is canonically equivalent to such a name, see
  /// `ExactTextTests`. What external steps call their values (`ExternalAnswer`, `Verdict`) is only
  /// handed on.
  private static let ownNames: Set = [
    "Platform/Billing/Desk/DeskWords.swift",
    "Platform/Billing/Ledger/ChainAudit+Seals.swift", "Platform/Billing/Ledger/ChainAudit.swift",
    "Platform/Billing/Tries/MoneyRoute.swift", "Platform/Billing/Tries/ProviderRests.swift",
    "Platform/Billing/Tries/TryClaim.swift", "Platform/Billing/Tries/TryErrand.swift",
    "Platform/Contracts/Events/ApplicantAccepted.swift",
    "Platform/LocalPostgres/LocalPostgres+Check.swift",
    "Platform/LocalPostgres/LocalPostgres.swift",
    "Platform/LocalPostgres/ServerOptions.swift", "Platform/Outbox/Inbox/InboxGauges.swift",
    "Platform/Outbox/Relay/OutboxGlance.swift", "Platform/Outbox/Relay/OutboxGauges.swift",
    "Platform/Outbox/Relay/RelayEnds.swift",
    "Platform/Postgres/Migrations/ClusterLayout.swift",
    "Platform/Postgres/Migrations/MigrationPlan.swift",
    "Platform/Postgres/Migrations/MigrationSession.swift",
    "Platform/Postgres/Migrations/Migrator.swift",
    "Platform/Postgres/Pool/BellStateMachine.swift",
    "Platform/Postgres/Pool/ListenStateMachine.swift",
    "Platform/Postgres/Sessions/ConnectionString.swift",
    "Platform/ServiceKit/Application/RouteTable.swift",
    "Platform/ServiceKit/Documents/YAMLReader.swift",
    "Platform/ServiceKit/Forms/Form+Nested.swift", "Platform/ServiceKit/Forms/MistakeReason.swift",
    "Platform/ServiceKit/Imports/LineImport.swift",
    "Platform/ServiceKit/Observing/PrometheusRegistry.swift",
    "Platform/ServiceKit/Pages/Components/PageWords.swift",
    "Platform/ServiceKit/Pages/Design/DesignView.swift",
    "Platform/ServiceKit/Pages/Forms/Visit+Form.swift",
    "Platform/ServiceKit/Pages/LocalTexts+Problems.swift",
    "Platform/ServiceKit/Pages/PageAssets.swift", "Platform/ServiceKit/Pages/PageFrame.swift",
    "Platform/ServiceKit/Pages/PageTemplates.swift", "Platform/ServiceKit/Pages/Pages.swift",
    "Platform/ServiceKit/Pages/Public/PublicVisit.swift",
    "Platform/ServiceKit/Pages/TemplateCheck.swift", "Platform/ServiceKit/Pages/Texts.swift",
    "Platform/ServiceKit/Pages/Visit.swift",
    "Platform/ServiceKit/Photos/ForeignPicture.swift",
    "Platform/ServiceKit/Photos/ICCProfile.swift",
    "Platform/ServiceKit/Photos/PNG/PNGCleaner.swift",
    "Platform/ServiceKit/Problems/Problem+Common.swift",
    "Platform/ServiceKit/Problems/Problem.swift",
    "Platform/ServiceKit/Settings/ConfigReader+Setting.swift",
    "Services/Applicants/ApplicationPages/Bulk/BulkPageRoutes.swift",
    "Services/Applicants/Portal/HolderPages/HolderView.swift",
    "Services/Applicants/Portal/HolderPages/SittingPage.swift",
    "Services/Applicants/Retention/KeptDays.swift",
    "Services/Bets/Pages/BetWords+Markets.swift", "Services/Bets/Pages/BetWords.swift",
    "Services/Clients/Pages/ClientsPages.swift",
    "Services/Notifications/Plan/MailContent.swift",
    "Services/Orders/Matching/DryRunStatements.swift",
    "Services/Orders/Matching/External/ExternalAnswer.swift",
    "Services/Orders/Matching/MatchRequest.swift",
    "Services/Orders/Matching/Pipeline/PipelineStep.swift",
    "Services/Orders/Matching/Pipeline/Verdict.swift",
    "Services/Orders/Pages/Client/NewOrder/NewOrderForm.swift",
    "Services/Orders/Pages/Client/NewOrder/NewOrderPageRoute.swift",
    // Names of steps are ASCII, see `PipelineForm`.
    "Services/Orders/Pages/Manager/Match/MatchWords.swift",
    "Services/Orders/Pages/Manager/Matching/DraftWords.swift",
    "Services/Orders/Pages/Manager/ServiceTypes/ServiceTypeEntry.swift",
    "Services/Orders/Pages/OrderWords.swift",
    "Services/Orders/ServiceTypes/ServiceType.swift",
    "Services/Packing/Pages/PackageRows.swift",
    "Services/Quality/Pages/Hypotheses/HypothesisForm.swift",
    "Services/Workers/ChangeWorker/CharacteristicsChange.swift",
    "Services/Workers/Characteristics.swift", "mcf/Outbox/InboxReading.swift",
    "mcf/Relay/RelayComposition.swift", "mcf/Relay/Subscriptions.swift", "mcf/SettingList.swift",
    "mcf/Up/DemoServiceType.swift", "mcf/Up/Everything.swift", "mcf/Up/LocalSandbox.swift",
    "mcf/Up/Hiring/DemoApplicant.swift", "mcf/Up/Hiring/DemoApplication.swift",
    "mcf/Up/SignIn/LocalProvider+Settings.swift", "mcf/Up/StateFolder.swift",
  ]

  @Test("what names somebody is declared as text that is compared by its bytes")
  func declarations() throws {
    let pattern = try Regex(
      #"\b(\#(Self.identities.joined(separator: "|"))): \[?(?:String|Substring)\b"#,
      as: (Substring, Substring).self)
    let found = try Sources.files().flatMap { file, text in
      text.matches(of: pattern).map { "\(file): \($0.output.1)" }
    }
    #expect(Set(found).subtracting(Self.exempt) == [], "declare it as ExactText")
    #expect(Set(Self.exempt).subtracting(found) == [], "no longer there")
  }

  /// `a.name == name`, `names.contains(a.name)`: the compiler knows the types, this only the words.
  @Test("texts are compared with their like where it is known that bytes decide")
  func comparisons() throws {
    let more = ["name", "key", "tag", "issuer", "audience", "source", "outbox"]
    let words = (Self.identities + more).joined(separator: "|")
    let path = #"(?:[$\w\[\]]+[.?!]+)*"#
    let pattern = try Regex(
      #"\b(\#(words)) [=!]= \#(path)\1\b|\.contains\(\#(path)(\#(words))\)"#,
      as: (Substring, Substring?, Substring?).self
    ).wordBoundaryKind(.simple)
    let found = try Sources.files().flatMap { file, text in
      text.split(separator: "\n").filter { $0.contains(/[=!]= |\.contains\(/) }.flatMap { line in
        line.matches(of: pattern).map { "\(file): \($0.output.1 ?? $0.output.2 ?? "")" }
      }
    }
    #expect(Set(found).subtracting(Self.compared) == [], "compare ExactTexts, and say so here")
    #expect(Self.compared.subtracting(found) == [], "no longer there")
  }

  @Test("what comes from elsewhere is no key of a set or dictionary as a plain String")
  func collections() throws {
    let pattern = try Regex(#"Set<String>|\[String: |\[String:[A-Z\[]"#)
    let found = try Sources.files().filter { file, text in
      !file.hasPrefix("Platform/TestSupport/") && !file.hasPrefix("Bench/")
        && text.contains(pattern)
    }.map(\.file)
    #expect(
      Set(found).subtracting(Self.ownNames) == [],
      "use ExactText, unless every key is a name that the program gives")
    #expect(Self.ownNames.subtracting(found) == [], "no longer there")
  }
}
