<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Recall@{0} from {1} to {2}: share of items whose own {2} is among the {0} most similar of {3}. Chance: {0} / {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment (Wang &amp; Isola 2020): mean of |x - y|² over matching pairs on the unit sphere; 0 is perfect. Chance: the same over pairs shuffled at random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniformity (Wang &amp; Isola 2020): log of the mean of exp(-2 |a - b|²) over pairs of items, for {0} / {1}. Lower is more spread out; 0 means all in one point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modality gap (Liang et al. 2022): distance between the centres of both modalities on the unit sphere. Chance: the same after the two sides of a random half of the items are swapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unbiased linear CKA (Kornblith et al. 2019 with the HSIC estimator of Song et al. 2012): how alike the two spaces arrange the items, whatever the axes. 1 is the same, chance is 0; it can fall below 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mutual kNN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mutual nearest neighbours (Huh et al. 2024): mean share of an item&apos;s {0} nearest neighbours that both modalities have in common. Chance: {0} / {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of {0} heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest of {0} heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}-{1} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>item vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} all {1} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention weight: where it looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fusion queries (mean of {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout through all layers ({0}): where it looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient relevance through all layers ({0}): what moved the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1} not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stays with the token itself, not drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 × uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tokens by {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not used by this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one token without a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this item has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who takes in from whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: precomputed features, one token for the whole item. There are no words, patches or seconds to point at, only shares between modalities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlignmentPage</name>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the words, the picture and the sound of an item say the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair of modalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space the items are compared in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the items in the matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by likeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By margin: items that find themselves best come first. By likeness: like items side by side, along the first singular vector of the matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mismatches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog first: its modalities are compared here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there is nothing to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space: trained model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space: ridge map (before training)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} → {1} R@1 {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of each item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a cell to see both items. A click opens the item&apos;s attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine, {0} dark to {1} bright · {2} of {3} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the item itself, rank {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of row {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of column {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nearest {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or double click opens the item&apos;s attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}&lt;br&gt;A click selects it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a word, a patch or a second to see where it looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second item beside this one, under the same map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog first: its items are looked at here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there are no tokens to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model has been trained yet. Attention is what a trained model does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score of user {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean score of the {0} people who chose it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean score of everybody, nobody chose it yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <extracomment>Older messages leave when more than this many are shown.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BenchmarkPage</name>
    <message>
        <source>Open result ...</source>
        <extracomment>Live numbers are redrawn at most this often.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML page, CSV numbers, or the result as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views of the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything below is measured on the CPU. To see an accelerator&apos;s numbers, run “{0}” on a machine that has one and open the file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {0} ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result could not be shown ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs on the same inputs and weights against the CPU in fp32 without compilation, compared before anything is timed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing but the reference itself (CPU, fp32, not compiled) was measured. Tick another precision, compilation or device to see parity beside speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmark results (*.json *.journal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report (*.html);;Numbers (*.csv);;Result (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Breakdown</name>
    <message>
        <source>Where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the call (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workload has no stages on this device. Training steps and the path from words and picture to a list have; on an accelerator every workload shows the host&apos;s share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogPage</name>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items, histories and their health: what everything else starts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another catalog or a sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colour scale</source>
        <extracomment>Strongest alpha of an overlay: what lies below must stay readable.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour scale from 0 to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Compare with a result of this or another machine. Only equal workloads at equal places of the grid are judged; everything else is listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Where it looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw attention: softmax(q k / √d) of one layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention followed through all layers, half of it staying with the token (Abnar &amp; Zuidema 2020). Still where it looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moved the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention times its gradient, followed through all layers (Chefer, Gur &amp; Wolf 2021).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer; Up and Down walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head; Left and Right walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>× uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale. This map: full colour is the largest weight on screen, in each modality that has a softmax of its own. All maps: one scale for every layer, head and token of this item. × uniform: multiples of what each token would get if all were equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by modality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its choosers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevance and proof are about a score: of the people who chose this item, or of the selected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline where the planted attributes really are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {0}/{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads: mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head {0}/{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads: max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diversity in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximal marginal relevance: trade score for items unlike those above them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modalities count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list this user would get (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items ranked in {1} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the best by plain score were weighed anew.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>features</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>epoch</source>
        <extracomment>More points than pixels only cost time; a curve is thinned beyond this. Amounts whose size means something start at zero; a loss does not. Okabe-Ito again; validation curves also differ in dash, so colour is not needed.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a card to see why it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the model looks in this item (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>♡ Like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it to the history and rank again (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>♥ Liked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cold: new to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceActions</name>
    <message>
        <source>Save evidence file ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open evidence file ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence of {0}: {1}, model {2}, saved {3}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Copy or save this plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers as CSV ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Encode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog first: its words, pictures and sounds are encoded here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precomputed features of the catalog: one token an item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking which encoders are installed ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>✖ error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ⓘ note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show items ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without these rows; the files stay as they are (opening brings all back)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>click pins · Shift adds · Esc clears
← → heads · ↑ ↓ layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full colour: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1}×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest {0} uniform</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GapPanel</name>
    <message>
        <source>shift (0 as is, 1 gap closed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recall@1, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall over the shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift of the modalities towards each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Workloads and devices</source>
        <extracomment>What a run measures if nobody chooses: all that can run here in one process.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ noisy or disturbed: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeadTiles</name>
    <message>
        <source>All heads; arrow keys walk heads and layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeadsPanel</name>
    <message>
        <source>Pair of modalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy: 0 % looks at one token, 100 % at all alike. Sink: largest share one token takes of all queries. Distance: mean distance in tokens, within one modality. Peak: mean of the largest weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in order, entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by sink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every modality has one token: all weights are 1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthTab</name>
    <message>
        <source>Stop</source>
        <extracomment>Rest between questions on how far the check is.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the check and keep what it found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every finding with the ids of what it is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found that would trouble a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors: {0}  ·  Warnings: {1}  ·  Notes: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows were looked at in {0} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows were looked at, and {0} opened, in {1} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out: {0} Open the catalog again to have everything back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>liked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Choose an item to look at it closely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precomputed features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the model looks in this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items the model places next to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>id {0}  ·  row {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} by {1} users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} from {1} ratings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing (width {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>width {0}, length {1}, {2} % zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not counted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemBar</name>
    <message>
        <source>Previous item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search items by title, text or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No item has these words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemPicture</name>
    <message>
        <source>Picture of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemsTab</name>
    <message>
        <source>Items</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search title, text, id, attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without (cold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only items with {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after this step; the model is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log of the job appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LatencyView</name>
    <message>
        <source>Latency of single calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n call(s), none left out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListDelegate</name>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListGrid</name>
    <message>
        <source>Recommendations; L likes, Space plays, Return explains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it out of the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like: what if?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListModel</name>
    <message>
        <source>{0}. {1}, score {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, chosen later</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open file ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture of this page ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be written to {0}. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triptych {0}
A workbench that shows how a product&apos;s words, picture and sound line up behind a recommendation.

{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when Triptych starts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triptych did not end properly last time. Your catalog is opened again; trained models and features are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Triptych?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is running. It can be resumed from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Lines</source>
        <extracomment>Above this many points a density is drawn instead of marks. Above this many items lines of all of them would only be a blot.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join the modalities of each item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of all items in all modalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · PCA of all together; the plane keeps {0} of the variance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetricTile</name>
    <message>
        <source>chance {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MismatchPanel</name>
    <message>
        <source>item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nearest instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items whose modalities disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where {0} and {1} disagree most: the rank of the item&apos;s own {2} among {3}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModalityCard</name>
    <message>
        <source>Encoder for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  (weights missing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encoded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} items encoded by {2}: up to {3} tokens × {4} numbers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>±</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak beyond what was in use before. On the CPU a lower bound: memory that an earlier point gave back is used again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opened</name>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantine ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health ({0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About five minutes, more batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rigorous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About twenty minutes, in five fresh processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also measure in bf16 where the workload has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compiled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also measure with torch.compile (slow to prepare)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked workloads are measured; the current row&apos;s curves are shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParityTable</name>
    <message>
        <source>workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |Δ|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of max |x|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parity beside speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rounding explains it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the outputs differ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatchView</name>
    <message>
        <source>Picture</source>
        <extracomment>How much of a patch without weight is hidden, and how strongly the hue lies on one with all.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Add an item to the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a user by id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invent a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody new: an empty history you fill with likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An invented user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} liked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet. Press ♡ on a card below, or add an item, to start a history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in this catalog is called &apos;{0}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayLine</name>
    <message>
        <source>cannot be played here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from {0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Nothing can be played here: QtMultimedia is missing ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be played: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointingPanel</name>
    <message>
        <source>This item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>64 items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each planted attribute, its tokens in one modality ask; a hit is when the strongest token of the other lies in the planted place. Chance is the share of tokens that lie there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample knows where everything is. Does the map on screen point there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asks → finds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map changed. Does the one on screen point to the right places?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No planted attribute has a place in two modalities of this item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} points hit ({2}); chance is {3}. {4} item(s).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>Prove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks the strongest tokens of the map on screen and as many at random, and asks the model for the score each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of tokens to mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens masked, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score while tokens are masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this map true? If it is, masking the tokens it calls strong must change the score more than masking as many at random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masking ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masking the {0} strongest of {1} tokens moves the score by {2}; as many at random by {3}: {4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} × chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This map proves little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at random (5-95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weakest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantineTab</name>
    <message>
        <source>Export CSV ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows left out or repaired: {0}. Nothing is dropped in silence; mend the files and open the catalog again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row of every file could be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecommendPage</name>
    <message>
        <source>Recommend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person, a list, its reasons, and what would change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog first: there is nobody to recommend to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode the catalog and train a model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model first: it learns what people choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is in the history already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultColumn</name>
    <message>
        <source>Choices of this user that training was not shown, and how many the list has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {0} of {1} found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>SYNTHETIC: measured on a fake device; these numbers describe no machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No result is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} points were noisy or disturbed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Roofline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOP per byte that must at least be moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOP per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The roofline needs measured ceilings and a workload whose operations and bytes are counted, such as a fusion or top-K.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>nearest to the roof: {0} at {1} % of what is possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound by {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>Open the {0} sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScalingView</name>
    <message>
        <source>Size that grows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost against size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time of a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This result holds no sweep over sizes. Run “{0}” and open its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest sizes: n^{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dashed: power law through all sizes; bars: 95 % intervals of the median</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Opening {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the {0} sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in quarantine</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareMatrix</name>
    <message>
        <source>Shares between modalities; Space keeps one pair alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of what {1} takes in comes from {2}. Click to look at it alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SimilarityView</name>
    <message>
        <source>Similarity matrix; arrow keys move, Enter opens the item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>margin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedUps</name>
    <message>
        <source>Speed-up over the plain CPU</source>
        <extracomment>More bars than this cannot be told apart.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times faster (1 = the same)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one kind of place was measured. Measure a second one (an accelerator, torch.compile, bf16, more threads) to see how they compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Counting ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions per user and per item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items that have each modality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have at least that many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The interactions have no times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users without interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items without interactions (cold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeats of the same user and item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median per user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median per item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>density</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions divided by items times users; repeats count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precomputed, width {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the reader assumed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Taste</name>
    <message>
        <source>Taste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribute values that stand out among {0} chosen items; the tick is their share of the catalog.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Throughput</name>
    <message>
        <source>Throughput against batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet. Tick it and press “Measure”, or open a result file of this or another machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flags: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is ahead of the CPU from a batch of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hollow: noisy or disturbed, see Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×: out of memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>{0} days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>Interactions from {0} to {1}, at most {2} at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1}: {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeView</name>
    <message>
        <source>Sound and film over time</source>
        <extracomment>Opacity of weights over film and spectrogram; the bars above tell them exactly.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog first: its histories are what the model learns from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode the catalog first: the model fuses the encoders&apos; tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UsersModel</name>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UsersTab</name>
    <message>
        <source>Search user id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommend for this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of the user you choose appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user has done nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} interactions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideoBox</name>
    <message>
        <source>Video; space plays and pauses</source>
        <extracomment>Height over width; wide screen until the first picture is there.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Score {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Waveform; arrow keys seek</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WeightRow</name>
    <message>
        <source>Switch off: rank as if items had no {0}</source>
        <extracomment>A slider that is being dragged asks at most this often.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of {0} in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Recent catalogs</source>
        <extracomment>(items, users) of the sizes one can choose.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products with a picture and a description. Which word goes with which part of the picture is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks with sound, cover and words. Instrument, tempo and the second each one sounds are known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clips with frames, sound and subtitles. What happens when, and where in the frame, is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder or file here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (CSV, TSV, Parquet, JSON Lines) with pictures, sound and video beside them; MovieLens, Amazon, MMRec, MicroLens and Hugging Face folders as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the open catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or start with a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on this computer on first use, with planted truth: every map the app draws on a sample can be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items, {1} users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you open appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Recent</name>
    <message>
        <source>Open {0} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>◉ collaborative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>○ bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model learned from who chose what, beyond the item&apos;s content (MF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How popular the item and how active the user is, whatever the taste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shapley value of {0}: its average gain over all sets of the other modalities</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
