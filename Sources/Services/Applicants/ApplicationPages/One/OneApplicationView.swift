import ServiceKit

/// One application.
struct OneApplicationView: PageData {
  static let template = "applications-one"

  let mark: StatusMark
  let holder: String?
  /// Why the cat asks for more time, and where it is given.
  let asksTime: AsksTime?
  /// What has to be known before anything is done.
  let remark: String?
  let acts: [Act]
  let hasActs: Bool
  let photo: Photo?
  let facts: [ApplicationFact]
  let tests: [String]
  let hasTests: Bool
  /// Where the set is changed; nil: it is too late for that.
  let testsPage: String?
  let sittings: [Sitting]
  let hasSittings: Bool
  let history: [Happening]
  let others: [Other]
  let hasOthers: Bool

  struct AsksTime {
    let why: String
    let path: String
  }

  struct Act {
    let path: String
    let text: String
    /// A class of its button.
    let look: String
  }

  struct Photo {
    let path: String
    let text: String
  }

  /// An invitation, and what has become of it.
  struct Sitting {
    let title: String
    let mark: StatusMark
    let facts: [ApplicationFact]
    /// How it stands among the others, in words; nil: it does not.
    let standing: StatusMark?
    let warning: String?
    /// The page with the answers; nil: there are none.
    let answers: String?
  }

  struct Happening {
    let time: String
    let what: String
    let who: String
    let note: String?
  }

  struct Other {
    let path: String
    let vacancy: String
    let mark: StatusMark
    let since: String
  }

  static var example: OneApplicationView {
    OneApplicationView(
      mark: .exampleOfApplication, holder: "you",
      asksTime: AsksTime(why: "A paw in plaster.", path: "/applications/1/extra-time"),
      remark: "It is forgotten.",
      acts: [Act(path: "/applications/1/accept", text: "Accept", look: "")], hasActs: true,
      photo: Photo(path: "/applications/1/photo", text: "Photo of Murka"), facts: [.example],
      tests: ["First look"], hasTests: true, testsPage: "/applications/1/tests",
      sittings: [
        Sitting(
          title: "Invitation 1", mark: .exampleOfApplication, facts: [.example],
          standing: .exampleOfApplication, warning: "The test does not part them.",
          answers: "/applications/1/attempts/1")
      ], hasSittings: true,
      history: [
        Happening(time: "1 March 2027, 12:00", what: "invited", who: "Tom", note: "Once more.")
      ],
      others: [
        Other(
          path: "/applications/2", vacancy: "Helper", mark: .exampleOfApplication,
          since: "1 March 2027")
      ], hasOthers: true)
  }
}
