/// Where and how often a run writes checkpoints. One is always written at its end.
public struct CheckpointPlan {
  public var folder: CheckpointFolder
  /// Nil: only at the end.
  public var cadence: Cadence?

  public init(folder: CheckpointFolder, cadence: Cadence? = nil) {
    self.folder = folder
    self.cadence = cadence
  }
}
