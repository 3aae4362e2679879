import ServiceKit

/// One job as its worker sees it.
struct JobView: PageData {
  static let template = "worker-job"

  let mark: StatusMark
  /// What the clock says of it now.
  let banner: Banner
  /// The form whose photo was refused; its mistakes are said above everything.
  let refused: PhotoFormView?
  let photo: PhotoFormView?
  /// The photos that nothing waits for: `photo.js` forgets what it still keeps of them.
  let done: [DoneWith]
  let steps: Steps
  let summary: Summary
  /// How it can be ended without having been done.
  let endings: Endings?
  /// Whether the page asks for nothing and may change, so that it is loaded anew at any time.
  let isStill: Bool
  let back: String
  /// Nil where nothing happens any more.
  let live: LiveMark?

  struct DoneWith {
    /// Where the photo was to be sent.
    let address: String
    let whose: String
    /// What is said if one is still kept; nil: the server has one.
    let words: String?
  }

  struct Endings {
    let title: String
    let ways: [CardView.Way]
    /// What can be said of the client later.
    let later: [String]
  }

  static var example: JobView {
    JobView(
      mark: StatusMark(.waiting, "Accepted"), banner: .example, refused: .example, photo: .example,
      done: [DoneWith(address: "/jobs/1/report", whose: "tom", words: "It was not sent.")],
      steps: .example, summary: .example,
      endings: Endings(
        title: "It did not work", ways: [.init("Not done", path: "/jobs/1/not-done")],
        later: ["The client is absent: from 14:15 on"]),
      isStill: true, back: "/jobs", live: .example)
  }
}
