<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Recall@{0} from {1} to {2}: share of items whose own {2} is among the {0} most similar of {3}. Chance: {0} / {3}.</source>
        <translation>Recall@{0}，从 {1} 到 {2}：自身的 {2} 位于 {3} 个之中最相似的前 {0} 名之内的物品占比。随机水平：{0} / {3}。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐度</translation>
    </message>
    <message>
        <source>Alignment (Wang &amp; Isola 2020): mean squared distance of matching pairs on the unit sphere; 0 is perfect. Chance: the mean over all pairs, matching or not.</source>
        <translation>对齐度（Wang &amp; Isola 2020）：单位球面上配对样本的均方距离；0 为完美。随机水平：所有样本对（无论是否配对）的均值。</translation>
    </message>
    <message>
        <source>Uniformity (Wang &amp; Isola 2020) of {0} / {1}. Lower is more spread out; 0 means all in one point. Chance: points spread evenly over the whole sphere, the lowest there is.</source>
        <translation>{0} / {1} 的均匀度（Wang &amp; Isola 2020）。越低表示分布越分散；0 表示全部集中于一点。随机水平：各点均匀分布于整个球面，即可能的最低值。</translation>
    </message>
    <message>
        <source>Modality gap (Liang et al. 2022): distance between the centres of both modalities on the unit sphere. Chance: what labelling the points as one or the other at random gives.</source>
        <translation>模态间隙（Liang et al. 2022）：两个模态的中心在单位球面上的距离。随机水平：将各点随机标为其中一个模态时的结果。</translation>
    </message>
    <message>
        <source>Unbiased linear CKA (Kornblith et al. 2019 with the HSIC estimator of Song et al. 2012): how alike the two spaces arrange the items, whatever the axes. 1 is the same, chance is 0; it can fall below 0. Needs four items.</source>
        <translation>无偏线性 CKA（Kornblith et al. 2019，采用 Song et al. 2012 的 HSIC 估计量）：不论坐标轴如何，两个空间对物品的排布有多相似。1 表示相同，随机水平为 0；可能低于 0。至少需要四个物品。</translation>
    </message>
    <message>
        <source>Mutual nearest neighbours (Huh et al. 2024): mean share of an item&apos;s nearest neighbours that both modalities have in common, sought in the full space. Chance: k / {0}.</source>
        <translation>互最近邻（Huh et al. 2024）：在完整空间中搜索，两个模态在一个物品的最近邻中共有部分的平均占比。随机水平：k / {0}。</translation>
    </message>
    <message>
        <source>Formula: {0}</source>
        <translation>公式：{0}</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>均匀度</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>间隙</translation>
    </message>
    <message>
        <source>mean of {0} heads</source>
        <translation>{0} 个头的均值</translation>
    </message>
    <message>
        <source>largest of {0} heads</source>
        <translation>{0} 个头的最大值</translation>
    </message>
    <message>
        <source>head {0} of {1}</source>
        <translation>第 {0}/{1} 头</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>{0}-{1} s</source>
        <translation>{0}-{1} s</translation>
    </message>
    <message>
        <source>the whole {0}</source>
        <translation>整个 {0}</translation>
    </message>
    <message>
        <source>item vector</source>
        <translation>物品向量</translation>
    </message>
    <message>
        <source>{0} all {1} tokens</source>
        <translation>{0} 全部 {1} 词元</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>另有 {0} 个</translation>
    </message>
    <message>
        <source>Attention weight: where it looked</source>
        <translation>注意力权重：看向了哪里</translation>
    </message>
    <message>
        <source>fusion queries (mean of {0})</source>
        <translation>融合查询（{0} 个的均值）</translation>
    </message>
    <message>
        <source>layer {0} of {1}</source>
        <translation>第 {0}/{1} 层</translation>
    </message>
    <message>
        <source>Rollout through all layers ({0}): where it looked</source>
        <translation>Rollout，贯穿全部 {0} 层：看向了哪里</translation>
    </message>
    <message>
        <source>Gradient relevance through all layers ({0}): what moved the score</source>
        <translation>梯度相关性，贯穿全部 {0} 层：是什么影响了得分</translation>
    </message>
    <message>
        <source>{0} {1} not shown</source>
        <translation>{0} 占 {1}，未显示</translation>
    </message>
    <message>
        <source>{0} stays with the token itself, not drawn</source>
        <translation>{0} 留在词元自身，未绘出</translation>
    </message>
    <message>
        <source>1 × uniform</source>
        <translation>1 × 均匀值</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} 至 {1}</translation>
    </message>
    <message>
        <source>uniform {0}</source>
        <translation>均匀值 {0}</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消正在运行的作业</translation>
    </message>
</context>
<context>
    <name>AlignmentPage</name>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Do the words, the picture and the sound of an item say the same?</source>
        <translation>一个物品的文字、图片和声音说的是同一件事吗？</translation>
    </message>
    <message>
        <source>Pair of modalities</source>
        <translation>模态对</translation>
    </message>
    <message>
        <source>Swap who asks and who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space the items are compared in</source>
        <translation>比较物品所用的空间</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mismatches</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Open a catalog first: its modalities are compared here.</source>
        <translation>请先打开一个物品库：它的各个模态将在这里比较。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there is nothing to compare.</source>
        <translation>物品库尚未编码，因此没有可比较的内容。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Space: trained model</source>
        <translation>空间：训练后的模型</translation>
    </message>
    <message>
        <source>Space: ridge map (before training)</source>
        <translation>空间：岭回归映射（训练前）</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Point at a word, a patch or a second to see where it looks.</source>
        <translation>指向一个词、一个图块或一秒，看看它看向哪里。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation>指向游戏</translation>
    </message>
    <message>
        <source>Open a catalog first: its items are looked at here.</source>
        <translation>请先打开一个物品库：它的物品将在这里查看。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there are no tokens to look at.</source>
        <translation>物品库尚未编码，因此没有可查看的词元。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>No model has been trained yet. Attention is what a trained model does.</source>
        <translation>尚未训练任何模型。注意力是训练后的模型才有的行为。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>score of user {0}</source>
        <translation>用户 {0} 的得分</translation>
    </message>
    <message>
        <source>mean score of the {0} people who chose it</source>
        <translation>选择过它的 {0} 人的平均得分</translation>
    </message>
    <message>
        <source>mean score of everybody, nobody chose it yet</source>
        <translation>全体用户的平均得分，尚无人选择它</translation>
    </message>
</context>
<context>
    <name>AxesTable</name>
    <message>
        <source>Settings to search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low:high, low:high:log, or a, b, c</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <extracomment>Older messages leave when more than this many are shown.</extracomment>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BenchmarkPage</name>
    <message>
        <source>Open result ...</source>
        <translation>打开结果 ...</translation>
    </message>
    <message>
        <source>Save report ...</source>
        <translation>保存报告 ...</translation>
    </message>
    <message>
        <source>HTML page, CSV numbers, or the result as JSON</source>
        <translation>HTML 页面、CSV 数值或 JSON 格式的结果</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>测量内容</translation>
    </message>
    <message>
        <source>Views of the result</source>
        <translation>结果视图</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>耗时分解</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>规模扩展</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Everything below is measured on the CPU. To see an accelerator&apos;s numbers, run “{0}” on a machine that has one and open the file here.</source>
        <translation>以下内容均在 CPU 上测得。如需查看加速器的数值，请在配有加速器的机器上运行“{0}”，再在此处打开生成的文件。</translation>
    </message>
    <message>
        <source>Measuring ...</source>
        <translation>正在测量 ...</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <extracomment>Live numbers are redrawn at most this often.</extracomment>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>How fast, how sure, how near to what the machine can do, and still the same answer?</source>
        <translation>有多快、有多可靠、离机器的极限有多近，答案是否仍然相同？</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Reading {0} ...</source>
        <translation>正在读取 {0} ...</translation>
    </message>
    <message>
        <source>The result could not be shown ({0}).</source>
        <translation>无法显示该结果（{0}）。</translation>
    </message>
    <message>
        <source>Outputs on the same inputs and weights against the CPU in fp32 without compilation, compared before anything is timed.</source>
        <translation>以 CPU、fp32、未编译为基准，在相同输入和权重下比较输出；比较先于一切计时。</translation>
    </message>
    <message>
        <source>Nothing but the reference itself (CPU, fp32, not compiled) was measured. Tick another precision, compilation or device to see parity beside speed.</source>
        <translation>只测量了基准本身（CPU、fp32、未编译）。请勾选其他精度、编译或设备，以便同时查看速度与一致性。</translation>
    </message>
    <message>
        <source>Open result</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Compare with the baseline</source>
        <translation>与基线比较</translation>
    </message>
    <message>
        <source>Benchmark results (*.json *.journal)</source>
        <translation>基准测试结果 (*.json *.journal)</translation>
    </message>
    <message>
        <source>Report (*.html);;Numbers (*.csv);;Result (*.json)</source>
        <translation>报告 (*.html);;数值 (*.csv);;结果 (*.json)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Breakdown</name>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>share of the call (%)</source>
        <translation>占单次调用的比例 (%)</translation>
    </message>
    <message>
        <source>This workload has no stages on this device. Training steps and the path from words and picture to a list have; on an accelerator every workload shows the host&apos;s share.</source>
        <translation>此工作负载在该设备上没有分阶段数据。训练步骤以及从文字和图片到推荐列表的路径才有；在加速器上，每个工作负载都会显示主机占比。</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
</context>
<context>
    <name>CatalogPage</name>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Items, histories and their health: what everything else starts from</source>
        <translation>物品、历史及其健康状况：其余一切的起点</translation>
    </message>
    <message>
        <source>Open another</source>
        <translation>打开其他</translation>
    </message>
    <message>
        <source>Open another catalog or a sample</source>
        <translation>打开其他物品库或示例</translation>
    </message>
    <message>
        <source>Columns ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say anew which column of the files means what</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colour scale</source>
        <extracomment>Ends of the signed palette (Okabe-Ito vermilion and blue, told apart by every eye). Strongest alpha of an overlay: what lies below must stay readable.</extracomment>
        <translation>色标</translation>
    </message>
    <message>
        <source>Colour scale from {0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnsTable</name>
    <message>
        <source>The file as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {0} is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command ...</source>
        <translation>输入命令 ...</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Differences of metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences of settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranking for every user ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against {0}, on the same {1} users: intervals of {2} from 2,000 paired bootstrap draws. They compare these models; another seed would give other models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>▲ better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▼ worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ cannot tell</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Compare with a result of this or another machine. Only equal workloads at equal places of the grid are judged; everything else is listed.</source>
        <translation>与本机或其他机器的结果比较。仅对相同运行配置下的相同工作负载作出判定，其余一律列出。</translation>
    </message>
    <message>
        <source>Compare with ...</source>
        <translation>比较对象 ...</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>未比较</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>same</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>A second item or a second run, under the same map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much more the open run attends to each token than the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompressionView</name>
    <message>
        <source>Compression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8: linear layers computed in 8 bits. Pruned: the smallest weights set to zero and stored sparse. Speed on the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How small can this model get before its lists suffer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>of original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Where it looked</source>
        <translation>看向了哪里</translation>
    </message>
    <message>
        <source>Raw attention: softmax(q k / √d) of one layer.</source>
        <translation>原始注意力：单层的 softmax(q k / √d)。</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Attention followed through all layers, half of it staying with the token (Abnar &amp; Zuidema 2020). Still where it looked.</source>
        <translation>逐层追踪的注意力，其中一半留在词元自身（Abnar &amp; Zuidema 2020）。仍表示看向了哪里。</translation>
    </message>
    <message>
        <source>What moved the score</source>
        <translation>是什么影响了得分</translation>
    </message>
    <message>
        <source>Attention times its gradient, followed through all layers (Chefer, Gur &amp; Wolf 2021).</source>
        <translation>注意力乘以其梯度，并逐层追踪（Chefer, Gur &amp; Wolf 2021）。</translation>
    </message>
    <message>
        <source>Kind of map</source>
        <translation>图的类型</translation>
    </message>
    <message>
        <source>Layer; Up and Down walk</source>
        <translation>层；用 Up 和 Down 切换</translation>
    </message>
    <message>
        <source>Head; Left and Right walk</source>
        <translation>头；用 Left 和 Right 切换</translation>
    </message>
    <message>
        <source>Scale of the colours</source>
        <translation>颜色标度</translation>
    </message>
    <message>
        <source>this map</source>
        <translation>此图</translation>
    </message>
    <message>
        <source>all maps</source>
        <translation>所有图</translation>
    </message>
    <message>
        <source>× uniform</source>
        <translation>× 均匀值</translation>
    </message>
    <message>
        <source>Scale. This map: full colour is the largest weight on screen, in each modality that has a softmax of its own. All maps: one scale for every layer, head and token of this item. × uniform: multiples of what each token would get if all were equal.</source>
        <translation>标度。此图：在每个拥有独立 softmax 的模态中，最深的颜色对应屏幕上的最大权重。所有图：此物品的所有层、头和词元共用一个标度。× 均匀值：若所有词元均等，各词元应得权重的倍数。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>by modality</source>
        <translation>按模态</translation>
    </message>
    <message>
        <source>Whose score</source>
        <translation>谁的得分</translation>
    </message>
    <message>
        <source>its choosers</source>
        <translation>选择者</translation>
    </message>
    <message>
        <source>Relevance and proof are about a score: of the people who chose this item, or of the selected user.</source>
        <translation>相关性和验证都针对一个得分：选择过此物品的人的得分，或所选用户的得分。</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Outline where the planted attributes really are.</source>
        <translation>勾出植入属性的真实位置。</translation>
    </message>
    <message>
        <source>Layer {0}/{1}</source>
        <translation>层 {0}/{1}</translation>
    </message>
    <message>
        <source>Heads: mean</source>
        <translation>头：均值</translation>
    </message>
    <message>
        <source>Head {0}/{1}</source>
        <translation>头 {0}/{1}</translation>
    </message>
    <message>
        <source>Heads: max</source>
        <translation>头：最大值</translation>
    </message>
    <message>
        <source>user {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Length of the list</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Diversity in percent</source>
        <translation>多样性（百分比）</translation>
    </message>
    <message>
        <source>Maximal marginal relevance: trade score for items unlike those above them</source>
        <translation>最大边际相关性：以得分换取与排在前面者不同的物品</translation>
    </message>
    <message>
        <source>Modalities count</source>
        <translation>模态权重</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the list this user would get (Ctrl+R)</source>
        <translation>恢复为该用户本应得到的列表 (Ctrl+R)</translation>
    </message>
    <message>
        <source>{0} items ranked in {1} ms</source>
        <translation>已排序 {0} 个物品，用时 {1} ms</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>模型：{0}</translation>
    </message>
    <message>
        <source>Only the best by plain score were weighed anew.</source>
        <translation>仅对按原始得分最靠前的物品重新加权。</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>epoch {0}</source>
        <extracomment>More points than pixels only cost time; a curve is thinned beyond this. Amounts whose size means something start at zero; a loss does not. Said shorter beside a title that names them already. (run label, metric name); the label is empty while one run is shown.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source> interactions/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a card to see why it is there.</source>
        <translation>选择一张卡片，查看它为何出现在列表中。</translation>
    </message>
    <message>
        <source>Why this item</source>
        <translation>推荐理由</translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation>相似物品</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>Where the model looks in this item (Return)</source>
        <translation>模型在此物品中看向哪里 (Return)</translation>
    </message>
    <message>
        <source>♡ Like</source>
        <translation>♡ 喜欢</translation>
    </message>
    <message>
        <source>Add it to the history and rank again (L)</source>
        <translation>加入历史并重新排序 (L)</translation>
    </message>
    <message>
        <source>♥ Liked</source>
        <translation>♥ 已喜欢</translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation>✓ 后来选中</translation>
    </message>
    <message>
        <source>cold: new to the model</source>
        <translation>冷启动：模型未见过</translation>
    </message>
    <message>
        <source>{0} alike</source>
        <translation>相似度 {0}</translation>
    </message>
</context>
<context>
    <name>EvidenceActions</name>
    <message>
        <source>Save evidence file ...</source>
        <translation>保存证据文件 ...</translation>
    </message>
    <message>
        <source>Open evidence file ...</source>
        <translation>打开证据文件 ...</translation>
    </message>
    <message>
        <source>Save evidence</source>
        <translation>保存证据</translation>
    </message>
    <message>
        <source>Open evidence</source>
        <translation>打开证据</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>Evidence of {0}: {1}, model {2}, saved {3}.</source>
        <translation>{0} 的证据：{1}，模型 {2}，保存于 {3}。</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Copy or save this plot</source>
        <translation>复制或保存此图</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as PNG ...</source>
        <translation>另存为 PNG ...</translation>
    </message>
    <message>
        <source>Save as SVG ...</source>
        <translation>另存为 SVG ...</translation>
    </message>
    <message>
        <source>Save numbers as CSV ...</source>
        <translation>将数值另存为 CSV ...</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Items that could not be encoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are masked, never replaced by zeros. {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {0} are listed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open a catalog first: its words, pictures and sounds are encoded here.</source>
        <translation>请先打开一个物品库：它的文字、图片和声音将在这里编码。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Precomputed features of the catalog: one token an item.</source>
        <translation>物品库自带的预计算特征：每个物品一个词元。</translation>
    </message>
    <message>
        <source>Asking which encoders are installed ...</source>
        <translation>正在查询已安装的编码器 ...</translation>
    </message>
    <message>
        <source>Encode again</source>
        <translation>重新编码</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>FindTab</name>
    <message>
        <source>A phrase, such as “striped” or “slow piano”</source>
        <extracomment>Phrases offered at most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phrase to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phrase goes through the catalog&apos;s own text encoder; its coordinates in the trained model say which patches, seconds and frames occur with such words. Score: deviations above the catalog&apos;s mean token. The tick on each bar is what an item scores that was not asked for (the median of all items).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>A phrase is found with a trained model: it knows which words go with which patches and sounds. Train one with the Transformer fusion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a phrase, or choose one of those above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the catalog ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Films</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best place of each of {0} items, among {1} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planted truth ({0}): &lt;b&gt;{1} of the first {2}&lt;/b&gt; are right, by chance {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phrase names nothing that was planted, so it is not scored.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>✖ error</source>
        <translation>✖ 错误</translation>
    </message>
    <message>
        <source>⚠ warning</source>
        <translation>⚠ 警告</translation>
    </message>
    <message>
        <source>ⓘ note</source>
        <translation>ⓘ 提示</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>显示行</translation>
    </message>
    <message>
        <source>Show users</source>
        <translation>显示用户</translation>
    </message>
    <message>
        <source>Show items ({0})</source>
        <translation>显示物品 ({0})</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Go on without these rows; the files stay as they are (opening brings all back)</source>
        <translation>排除这些行后继续；文件保持不变（重新打开即可全部恢复）</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>click pins · Shift adds · Esc clears
← → heads · ↑ ↓ layers</source>
        <translation>点击固定 · Shift 追加 · Esc 清除
← → 切换头 · ↑ ↓ 切换层</translation>
    </message>
    <message>
        <source>Full colour: {0}</source>
        <translation>最深颜色：{0}</translation>
    </message>
    <message>
        <source>{0} {1}×</source>
        <translation>{0} {1}×</translation>
    </message>
    <message>
        <source>strongest {0} uniform</source>
        <translation>最强：{0}（相对于均匀值）</translation>
    </message>
    <message>
        <source>this run less {0}: vermilion where it attends more, blue less</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GapPanel</name>
    <message>
        <source>shift (0 as is, 1 gap closed)</source>
        <translation>平移量（0 为原样，1 为间隙闭合）</translation>
    </message>
    <message>
        <source>recall@1, %</source>
        <translation>recall@1, %</translation>
    </message>
    <message>
        <source>Recall over the shift</source>
        <translation>召回率随平移量的变化</translation>
    </message>
    <message>
        <source>Shift of the modalities towards each other</source>
        <translation>各模态相向平移的程度</translation>
    </message>
    <message>
        <source>Moves both modalities half of the shift towards each other along the line between their centres, then back onto the sphere (Liang et al. 2022).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>lost here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>found instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items that find themselves last at this shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5}).</source>
        <translation>平移 {0}：{1} {2} R@1，{3} {4} R@1（随机水平 {5}）。</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Workloads and devices</source>
        <extracomment>What a run measures if nobody chooses: all that can run here in one process.</extracomment>
        <translation>工作负载与设备</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>≈ noisy or disturbed: {0}</source>
        <translation>≈ 有噪声或受干扰：{0}</translation>
    </message>
</context>
<context>
    <name>HeadTiles</name>
    <message>
        <source>All heads; arrow keys walk heads and layers</source>
        <translation>所有头；用方向键切换头和层</translation>
    </message>
</context>
<context>
    <name>HeadsPanel</name>
    <message>
        <source>Pair of modalities</source>
        <translation>模态对</translation>
    </message>
    <message>
        <source>Order of the heads</source>
        <translation>注意力头的顺序</translation>
    </message>
    <message>
        <source>Entropy: 0 % looks at one token, 100 % at all alike. Sink: largest share one token takes of all queries. Distance: mean distance in tokens, within one modality. Peak: mean of the largest weight.</source>
        <translation>熵：0 % 表示只看一个词元，100 % 表示对所有词元一视同仁。汇点：单个词元在所有查询中占得的最大份额。距离：同一模态内以词元计的平均距离。峰值：最大权重的均值。</translation>
    </message>
    <message>
        <source>in order, entropy</source>
        <translation>原顺序，显示熵</translation>
    </message>
    <message>
        <source>by entropy</source>
        <translation>按熵</translation>
    </message>
    <message>
        <source>by peak</source>
        <translation>按峰值</translation>
    </message>
    <message>
        <source>by sink</source>
        <translation>按汇点</translation>
    </message>
    <message>
        <source>by distance</source>
        <translation>按距离</translation>
    </message>
    <message>
        <source>Every modality has one token: all weights are 1.</source>
        <translation>每个模态只有一个词元：所有权重均为 1。</translation>
    </message>
</context>
<context>
    <name>HealthTab</name>
    <message>
        <source>Stop</source>
        <extracomment>Rest between questions on how far the check is.</extracomment>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the check and keep what it found</source>
        <translation>结束检查并保留已发现的内容</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Every finding with the ids of what it is about</source>
        <translation>所有检查结果及其涉及的 ID</translation>
    </message>
    <message>
        <source>Checking ...</source>
        <translation>正在检查 ...</translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation>检查未能完成。</translation>
    </message>
    <message>
        <source>Nothing was found that would trouble a model.</source>
        <translation>未发现会给模型带来麻烦的问题。</translation>
    </message>
    <message>
        <source>Errors: {0}  ·  Warnings: {1}  ·  Notes: {2}</source>
        <translation>错误：{0}  ·  警告：{1}  ·  提示：{2}</translation>
    </message>
    <message>
        <source>{0} {1} files</source>
        <translation>{0} 个 {1} 文件</translation>
    </message>
    <message>
        <source>All rows were looked at in {0} s.</source>
        <translation>已检查所有行，用时 {0} s。</translation>
    </message>
    <message>
        <source>All rows were looked at, and {0} opened, in {1} s.</source>
        <translation>已检查所有行并打开 {0}，用时 {1} s。</translation>
    </message>
    <message>
        <source>Left out: {0} Open the catalog again to have everything back.</source>
        <translation>已排除：{0} 重新打开物品库即可全部恢复。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 个物品</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>留出</translation>
    </message>
</context>
<context>
    <name>HitCard</name>
    <message>
        <source>{0}. {1}, score {2}{3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {0}-{1} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ This is a planted place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Not a planted place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Choose an item to look at it closely.</source>
        <translation>选择一个物品以仔细查看。</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Precomputed features</source>
        <translation>预计算特征</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>Where the model looks in this item</source>
        <translation>模型在此物品中看向哪里</translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation>相似物品</translation>
    </message>
    <message>
        <source>Items the model places next to it</source>
        <translation>在模型中与它相邻的物品</translation>
    </message>
    <message>
        <source>id {0}  ·  row {1}</source>
        <translation>ID {0}  ·  第 {1} 行</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{0} by {1} users</source>
        <translation>{0} 次，来自 {1} 位用户</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>{0} from {1} ratings</source>
        <translation>{0}，共 {1} 个评分</translation>
    </message>
    <message>
        <source>rated</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>between</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>missing (width {0})</source>
        <translation>缺失（宽度 {0}）</translation>
    </message>
    <message>
        <source>width {0}, length {1}, {2} % zeros</source>
        <translation>宽度 {0}，长度 {1}，{2} % 为零</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>未统计</translation>
    </message>
</context>
<context>
    <name>ItemBar</name>
    <message>
        <source>Previous item</source>
        <translation>上一个物品</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>下一个物品</translation>
    </message>
    <message>
        <source>Search items</source>
        <translation>搜索物品</translation>
    </message>
    <message>
        <source>Search items by title, text or id</source>
        <translation>按标题、文本或 ID 搜索物品</translation>
    </message>
    <message>
        <source>Items found</source>
        <translation>找到的物品</translation>
    </message>
    <message>
        <source>No item has these words.</source>
        <translation>没有包含这些词的物品。</translation>
    </message>
</context>
<context>
    <name>ItemPicture</name>
    <message>
        <source>Picture of {0}</source>
        <translation>{0} 的图片</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>Words</source>
        <extracomment>Folder of another run to ask; None asks the open one.</extracomment>
        <translation>文字</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>{0} tokens by {1}</source>
        <translation>{0} 个词元，编码器 {1}</translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation>声音与影像</translation>
    </message>
    <message>
        <source>not used by this model</source>
        <translation>此模型未使用</translation>
    </message>
    <message>
        <source>one token without a place</source>
        <translation>一个无位置的词元</translation>
    </message>
    <message>
        <source>this item has none</source>
        <translation>此物品没有</translation>
    </message>
    <message>
        <source>Who takes in from whom</source>
        <translation>谁从谁获取信息</translation>
    </message>
    <message>
        <source>{0}: precomputed features, one token for the whole item. There are no words, patches or seconds to point at, only shares between modalities.</source>
        <translation>{0}：预计算特征，整个物品只有一个词元。没有可指向的词、图块或秒，只有模态之间的占比。</translation>
    </message>
    <message>
        <source>item vector</source>
        <translation>物品向量</translation>
    </message>
    <message>
        <source>this token</source>
        <translation>此词元</translation>
    </message>
    <message>
        <source>these tokens</source>
        <translation>这些词元</translation>
    </message>
</context>
<context>
    <name>ItemsTab</name>
    <message>
        <source>Items</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation>物品</translation>
    </message>
    <message>
        <source>Search title, text, id, attributes</source>
        <translation>搜索标题、文本、ID、属性</translation>
    </message>
    <message>
        <source>Any interactions</source>
        <translation>交互不限</translation>
    </message>
    <message>
        <source>With interactions</source>
        <translation>有交互</translation>
    </message>
    <message>
        <source>Without (cold)</source>
        <translation>无交互（冷启动）</translation>
    </message>
    <message>
        <source>Catalog order</source>
        <translation>物品库顺序</translation>
    </message>
    <message>
        <source>Most interactions</source>
        <translation>交互最多</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Filter by interactions</source>
        <translation>按交互筛选</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation>显示所有物品</translation>
    </message>
    <message>
        <source>Only items with {0}</source>
        <translation>仅含 {0} 的物品</translation>
    </message>
    <message>
        <source>The search failed.</source>
        <translation>搜索失败。</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 个物品</translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation>{0} / {1} 个物品</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>End after this step; the model is kept</source>
        <translation>完成当前步后结束；保留模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>从上一个检查点继续</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The log of the job appears here.</source>
        <translation>作业日志将显示在这里。</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>LatencyView</name>
    <message>
        <source>Latency of single calls</source>
        <translation>单次调用的延迟</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>share of calls</source>
        <translation>调用占比</translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet.</source>
        <translation>此工作负载尚无测量结果。</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n call(s), none left out</source>
        <translation>
            <numerusform>%n 次调用，无一剔除</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinksView</name>
    <message>
        <source>Best matches between the tokens of two modalities</source>
        <extracomment>Lines drawn while nothing is pointed at: the strongest.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be drawn of &apos;{0}&apos;: it is one vector.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListDelegate</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation>✓ 后来选中</translation>
    </message>
</context>
<context>
    <name>ListGrid</name>
    <message>
        <source>Recommendations; L likes, Space plays, Return explains</source>
        <translation>推荐；L 喜欢，Space 播放，Return 解释</translation>
    </message>
    <message>
        <source>Take it out of the history</source>
        <translation>从历史中移除</translation>
    </message>
    <message>
        <source>Like: what if?</source>
        <translation>喜欢：会怎样？</translation>
    </message>
</context>
<context>
    <name>ListModel</name>
    <message>
        <source>{0}. {1}, score {2}</source>
        <translation>{0}. {1}，得分 {2}</translation>
    </message>
    <message>
        <source>, chosen later</source>
        <translation>，后来选中</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open folder ...</source>
        <translation>打开文件夹 ...</translation>
    </message>
    <message>
        <source>Open file ...</source>
        <translation>打开文件 ...</translation>
    </message>
    <message>
        <source>Save picture of this page ...</source>
        <translation>保存此页图片 ...</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Theme: follow the system</source>
        <translation>主题：跟随系统</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>主题：浅色</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>主题：深色</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>前往“{0}”</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Command palette ...</source>
        <translation>命令面板 ...</translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation>关于 Triptych</translation>
    </message>
    <message>
        <source>follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>语言：{0}</translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation>打开物品库文件夹</translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation>打开物品库文件</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>The picture could not be written to {0}. Choose another folder.</source>
        <translation>无法将图片写入 {0}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Triptych {0}
A workbench that shows how a product&apos;s words, picture and sound line up behind a recommendation.

{1}</source>
        <translation>Triptych {0}
一个工作台，展示商品的文字、图片和声音如何在推荐背后相互对应。

{1}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language changes when Triptych starts again.</source>
        <translation>语言将在 Triptych 重新启动后更改。</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Triptych did not end properly last time. Your catalog is opened again; trained models and features are kept.</source>
        <translation>Triptych 上次未正常退出。您的物品库已重新打开；训练好的模型和特征均已保留。</translation>
    </message>
    <message>
        <source>Close Triptych?</source>
        <translation>要关闭 Triptych 吗？</translation>
    </message>
    <message>
        <source>{0} is running. It can be resumed from its last checkpoint.</source>
        <translation>“{0}”正在运行。之后可从上一个检查点恢复。</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>Map of all items in all modalities; arrows move, plus and minus zoom, 0 resets</source>
        <extracomment>Above this many points a density is drawn instead of marks. Above this many items lines of all of them would only be a blot. Chosen items that are joined, and that are ringed; beyond it the lasso&apos;s outline must do.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapSide</name>
    <message>
        <source>Show in Catalog</source>
        <extracomment>Points at most this far down the map&apos;s own order count as shown near.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest by cosine in the full space, over all modalities: what the map should show near. A map in two dimensions must tear some of them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at an item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; items enclosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>near on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>torn away by the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True neighbours of {0}: {1} of {2} near on this map, ⤳ torn away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapTab</name>
    <message>
        <source>Compute {0}</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} items takes up to a minute or two; it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PCA of all together; the plane keeps {0} of the variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a random {0} of {1} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>density of {0} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines only of chosen items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distances between far groups mean little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with the full space ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of a point&apos;s {0} true neighbours that the map tears away: {1} on average, by chance {2}, of {3} points measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items enclosed on the alignment map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a point to see its true neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected item is not on this map.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>How the map is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to enclose items; or hold Shift while dragging.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Join the modalities of each item.</source>
        <translation>连接每个物品的各个模态。</translation>
    </message>
    <message>
        <source>Highlight title, text or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour: modality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour: neighbourhood loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <source>Columns of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which file is what, and which column?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What {0} holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the file has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it will be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember beside the files (triptych.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The same from the shell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of these rows would go to quarantine; line {1}: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} values in these rows would be left out; line {1}: {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>Order of the items in the matrix</source>
        <translation>矩阵中物品的顺序</translation>
    </message>
    <message>
        <source>by margin</source>
        <translation>按间隔</translation>
    </message>
    <message>
        <source>by likeness</source>
        <translation>按相似度</translation>
    </message>
    <message>
        <source>By margin: items that find themselves best come first. By likeness: like items side by side, along the first singular vector of the matrix.</source>
        <translation>按间隔：最能找到自身的物品排在最前。按相似度：沿矩阵的第一奇异向量，让相似的物品相邻。</translation>
    </message>
    <message>
        <source>{0} of each item</source>
        <translation>各物品的 {0}</translation>
    </message>
    <message>
        <source>cosine {0} dark to {1} bright · {2} of {3} items</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetricTile</name>
    <message>
        <source>chance {0}</source>
        <translation>随机水平 {0}</translation>
    </message>
</context>
<context>
    <name>MismatchTab</name>
    <message>
        <source>Canonical directions of both modalities are fitted on four fifths of the items and judge the last fifth, so that no item is judged by what was learned from it. Score: share of strangers whose partner fits better than the own one, both ways, after what each is to all on average is taken off. A wrong partner scores 0.5 on average, a right one near 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space. The mark is kept for this catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out of the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the catalog without the chosen items. Features and models are then made anew; opening the catalog again brings everything back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>strangers fit better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a stranger that fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Items whose modalities disagree</source>
        <translation>模态不一致的物品</translation>
    </message>
    <message>
        <source>Comparing every item with strangers ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row to see the item and the stranger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of {0} strangers fit an item&apos;s {1} better than its own {2}: {3} of {4} items score 50 % or more, as a wrong {2} would on average; the median is {5}. {6} checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and {1} of this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a stranger whose {0} fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space marks as checked, Enter opens the item&apos;s attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Open the catalog again to have everything back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModalityCard</name>
    <message>
        <source>Encoder for {0}</source>
        <translation>{0} 的编码器</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  (weights missing)</source>
        <translation>  （缺少权重）</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可证：{0}</translation>
    </message>
    <message>
        <source>The weights are not on this machine. To get them, run: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encoded yet.</source>
        <translation>尚未编码。</translation>
    </message>
    <message>
        <source>{0} of {1} items encoded by {2}: up to {3} tokens × {4} numbers.</source>
        <translation>{0} / {1} 个物品已由 {2} 编码：最多 {3} 个词元 × {4} 维。</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>±</source>
        <translation>±</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>全部数值</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Peak beyond what was in use before. On the CPU a lower bound: memory that an earlier point gave back is used again.</source>
        <translation>超出此前已占用部分的峰值。在 CPU 上为下界：先前测量点释放的内存会被重复利用。</translation>
    </message>
</context>
<context>
    <name>Opened</name>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔离区</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Quarantine ({0})</source>
        <translation>隔离区 ({0})</translation>
    </message>
    <message>
        <source>Health ({0})</source>
        <translation>健康状况 ({0})</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>正在启动 ...</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>About a minute</source>
        <translation>约一分钟</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>About five minutes, more batches</source>
        <translation>约五分钟，批大小更多</translation>
    </message>
    <message>
        <source>Rigorous</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>About twenty minutes, in five fresh processes</source>
        <translation>约二十分钟，使用五个全新进程</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>Also measure in bf16 where the workload has it</source>
        <translation>工作负载支持时，同时以 bf16 测量</translation>
    </message>
    <message>
        <source>compiled</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Also measure with torch.compile (slow to prepare)</source>
        <translation>同时以 torch.compile 测量（准备较慢）</translation>
    </message>
    <message>
        <source>threads: </source>
        <translation>线程数：</translation>
    </message>
    <message>
        <source>Host threads</source>
        <translation>主机线程数</translation>
    </message>
    <message>
        <source>Ticked workloads are measured; the current row&apos;s curves are shown.</source>
        <translation>测量勾选的工作负载；显示当前行的曲线。</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>{0} → {1} R@1 {2}</source>
        <translation>{0} → {1} R@1 {2}</translation>
    </message>
    <message>
        <source>Point at a cell to see both items. A click opens the item&apos;s attention.</source>
        <translation>指向单元格即可查看两个物品。点击可打开该物品的注意力图。</translation>
    </message>
    <message>
        <source>cosine &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>余弦 &lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>the item itself, rank {0}</source>
        <translation>物品自身，排名 {0}</translation>
    </message>
    <message>
        <source>its own {0}: {1}</source>
        <translation>自身的 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} of row {1}</source>
        <translation>第 {1} 行的 {0}</translation>
    </message>
    <message>
        <source>{0} of column {1}</source>
        <translation>第 {1} 列的 {0}</translation>
    </message>
    <message>
        <source>{0} of this item</source>
        <translation>此物品的 {0}</translation>
    </message>
    <message>
        <source>nearest {0}</source>
        <translation>最近的 {0}</translation>
    </message>
    <message>
        <source>Enter or double click opens the item&apos;s attention.</source>
        <translation>按 Enter 或双击可打开该物品的注意力图。</translation>
    </message>
</context>
<context>
    <name>ParityTable</name>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>max |Δ|</source>
        <translation>max |Δ|</translation>
    </message>
    <message>
        <source>of max |x|</source>
        <translation>占 max |x|</translation>
    </message>
    <message>
        <source>rank changes</source>
        <translation>排名变化</translation>
    </message>
    <message>
        <source>judgement</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Parity beside speed</source>
        <translation>速度与一致性对照</translation>
    </message>
    <message>
        <source>rounding explains it</source>
        <translation>舍入误差可解释</translation>
    </message>
    <message>
        <source>the outputs differ</source>
        <translation>输出不同</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatchView</name>
    <message>
        <source>Picture</source>
        <extracomment>How much of a patch without weight is hidden, and how strongly the hue lies on one with all.</extracomment>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Add an item to the history</source>
        <translation>向历史中添加物品</translation>
    </message>
    <message>
        <source>Find a user by id</source>
        <translation>按 ID 查找用户</translation>
    </message>
    <message>
        <source>Random user</source>
        <translation>随机用户</translation>
    </message>
    <message>
        <source>Invent a user</source>
        <translation>虚构用户</translation>
    </message>
    <message>
        <source>Somebody new: an empty history you fill with likes</source>
        <translation>一位新用户：历史为空，由您用“喜欢”填充</translation>
    </message>
    <message>
        <source>An invented user</source>
        <translation>虚构的用户</translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>{0} in the history</source>
        <translation>历史中 {0} 个</translation>
    </message>
    <message>
        <source>{0} held out</source>
        <translation>留出 {0} 个</translation>
    </message>
    <message>
        <source>{0} liked</source>
        <translation>喜欢 {0} 个</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>已移除 {0} 个</translation>
    </message>
    <message>
        <source>Nothing yet. Press ♡ on a card below, or add an item, to start a history.</source>
        <translation>尚无内容。在下方卡片上按 ♡，或添加一个物品，即可开始一段历史。</translation>
    </message>
    <message>
        <source>Nothing in this catalog is called &apos;{0}&apos;.</source>
        <translation>此物品库中没有名为“{0}”的物品。</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Transport plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gives</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>PlayLine</name>
    <message>
        <source>cannot be played here</source>
        <translation>无法在此播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play from {0} s</source>
        <translation>从 {0} s 处播放</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Nothing can be played here: QtMultimedia is missing ({0}).</source>
        <translation>此处无法播放任何内容：缺少 QtMultimedia（{0}）。</translation>
    </message>
    <message>
        <source>{0} cannot be played: {1}</source>
        <translation>无法播放 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>PointingPanel</name>
    <message>
        <source>This item</source>
        <translation>此物品</translation>
    </message>
    <message>
        <source>64 items</source>
        <translation>64 个物品</translation>
    </message>
    <message>
        <source>For each planted attribute, its tokens in one modality ask; a hit is when the strongest token of the other lies in the planted place. Chance is the share of tokens that lie there.</source>
        <translation>对每个植入属性，由它在一个模态中的词元发问；若另一模态中最强的词元落在植入位置内，即为命中。随机水平是位于该处的词元占比。</translation>
    </message>
    <message>
        <source>The sample knows where everything is. Does the map on screen point there?</source>
        <translation>示例知道一切的位置。屏幕上的图指向那里吗？</translation>
    </message>
    <message>
        <source>asks → finds</source>
        <translation>发问 → 找到</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机水平</translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation>指向游戏</translation>
    </message>
    <message>
        <source>The map changed. Does the one on screen point to the right places?</source>
        <translation>图已改变。屏幕上的这张指向正确的位置吗？</translation>
    </message>
    <message>
        <source>Playing ...</source>
        <translation>正在进行 ...</translation>
    </message>
    <message>
        <source>No planted attribute has a place in two modalities of this item.</source>
        <translation>没有植入属性在此物品的两个模态中都有位置。</translation>
    </message>
    <message>
        <source>{0} of {1} points hit ({2}); chance is {3}. {4} item(s).</source>
        <translation>{1} 次指向中命中 {0} 次（{2}）；随机水平为 {3}。共 {4} 个物品。</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{0} left</source>
        <extracomment>Steps of a bar; finer than any screen is wide.</extracomment>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>Prove it</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Masks the strongest tokens of this item and as many at random, and asks the model for the score each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same for items drawn from the catalog, by what moved the score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by what moved the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the map on screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which map is proved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moved the score: gradient relevance, made for this question. The map on screen: raw attention says where the model looked, which need not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask </source>
        <translation>遮蔽 </translation>
    </message>
    <message>
        <source>Share of tokens to mask</source>
        <translation>要遮蔽的词元占比</translation>
    </message>
    <message>
        <source>tokens masked, %</source>
        <translation>已遮蔽词元，%</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score while tokens are masked</source>
        <translation>遮蔽词元时的得分</translation>
    </message>
    <message>
        <source>Is this map true? If it is, masking the tokens it calls strong must change the score more than masking as many at random.</source>
        <translation>这张图是真的吗？若是，遮蔽它认定为强的词元，得分变化必定大于随机遮蔽同样数量的词元。</translation>
    </message>
    <message>
        <source>Masking ...</source>
        <translation>正在遮蔽 ...</translation>
    </message>
    <message>
        <source>Masking the {0} strongest of {1} tokens moves the score by {2}; as many at random by {3}: {4}</source>
        <translation>遮蔽 {1} 个词元中最强的 {0} 使得分变化 {2}；随机遮蔽同样数量则变化 {3}：{4}</translation>
    </message>
    <message>
        <source>{0} × chance.</source>
        <translation>{0} × 随机水平。</translation>
    </message>
    <message>
        <source>Over {0} items, masking the {1} that moved the score most moves it by {2}; as many at random by {3}: {4} It moves more on {5} of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map holds.</source>
        <translation>此图成立。</translation>
    </message>
    <message>
        <source>This map proves little.</source>
        <translation>此图证明力不足。</translation>
    </message>
    <message>
        <source>at random (5-95 %)</source>
        <translation>随机（5-95 %）</translation>
    </message>
    <message>
        <source>weakest first</source>
        <translation>最弱优先</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>最强优先</translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行内容</translation>
    </message>
</context>
<context>
    <name>QuarantineTab</name>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation>隔离区中的行</translation>
    </message>
    <message>
        <source>Rows left out or repaired: {0}. Nothing is dropped in silence; mend the files and open the catalog again.</source>
        <translation>被排除或修复的行：{0}。没有任何内容被悄悄丢弃；请修正文件后重新打开物品库。</translation>
    </message>
    <message>
        <source>Every row of every file could be used.</source>
        <translation>每个文件的每一行都可使用。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>RecommendPage</name>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>A person, a list, its reasons, and what would change it</source>
        <translation>一个人、一份列表、它的理由，以及什么会改变它</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>撤回上一次更改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Open a catalog first: there is nobody to recommend to.</source>
        <translation>请先打开一个物品库：目前没有可推荐的对象。</translation>
    </message>
    <message>
        <source>Open a catalog</source>
        <translation>打开物品库</translation>
    </message>
    <message>
        <source>Encode the catalog and train a model first.</source>
        <translation>请先编码物品库并训练模型。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Train a model first: it learns what people choose.</source>
        <translation>请先训练模型：它会学习人们的选择。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is in the history already.</source>
        <translation>“{0}”已在历史中。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>ResultColumn</name>
    <message>
        <source>Choices of this user that training was not shown, and how many the list has</source>
        <translation>训练时未见过的该用户的选择，以及列表命中了其中多少</translation>
    </message>
    <message>
        <source>✓ {0} of {1} found</source>
        <translation>✓ 命中 {0} / {1}</translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>SYNTHETIC: measured on a fake device; these numbers describe no machine.</source>
        <translation>合成数据：在模拟设备上测得；这些数值不代表任何机器。</translation>
    </message>
    <message>
        <source>No result is open</source>
        <translation>未打开任何结果</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} points were noisy or disturbed</source>
        <translation>{1} 个测量点中有 {0} 个有噪声或受干扰</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>This run has not been tested yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} test interactions of {1} users, split {2}; best epoch {3} of {4}, trained in {5} s on: {6}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of a user&apos;s test items among the first {0}, mean over users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hits weighted by 1 / log2(rank + 1), over the best possible list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Popularity lift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean popularity of the listed items over that of the users&apos; histories: 1 is faithful to their taste, above 1 favours hits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all items in anybody&apos;s list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inequality of how often items are listed: 0 all alike, 1 one item takes all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean -log2 of the listed items&apos; share of all interactions, in bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall over the {0} test interactions with items nobody chose in training: only their content can find them. Chance is K / items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold items R@{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All test items were also seen in training.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RobustnessView</name>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Damage some items&apos; words, picture or sound, and rank everything again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric against the share of damaged items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bands: 95 % over users. Noise is as strong as the features; swapped items get the tokens of another. Mean of {0} draws.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens to this run when pictures are missing, sound is noisy, or words belong to another item? Nothing is trained again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of items damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>FLOP per byte that must at least be moved</source>
        <translation>每个至少必须搬运的字节对应的 FLOP</translation>
    </message>
    <message>
        <source>FLOP per second</source>
        <translation>每秒 FLOP</translation>
    </message>
    <message>
        <source>The roofline needs measured ceilings and a workload whose operations and bytes are counted, such as a fusion or top-K.</source>
        <translation>屋顶线需要实测的上限，以及运算量和字节数可统计的工作负载，例如融合或 top-K。</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>nearest to the roof: {0} at {1} % of what is possible</source>
        <translation>最接近屋顶线：{0}，达到可能值的 {1} %</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound by {0}</source>
        <translation>受限于{0}</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this run on all pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>TensorBoard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write events and copy the command that shows them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>The table as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash of the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see its results, two or more to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The events are written; on the clipboard is: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>This run is being trained; cancel it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {0}? The folder moves to the trash of the workspace and can be moved back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not delete: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>fusion</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Run {0}, begun {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All pages show this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note could not be stored: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>Open the {0} sample</source>
        <translation>打开“{0}”示例</translation>
    </message>
</context>
<context>
    <name>ScalingView</name>
    <message>
        <source>Size that grows</source>
        <translation>增长的规模</translation>
    </message>
    <message>
        <source>Cost against size</source>
        <translation>开销随规模的变化</translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>time of a call</source>
        <translation>单次调用时间</translation>
    </message>
    <message>
        <source>This result holds no sweep over sizes. Run “{0}” and open its file.</source>
        <translation>此结果不含规模扫描。请运行“{0}”并打开其文件。</translation>
    </message>
    <message>
        <source>largest sizes: n^{0}</source>
        <translation>最大规模处：n^{0}</translation>
    </message>
    <message>
        <source>dashed: power law through all sizes; bars: 95 % intervals of the median</source>
        <translation>虚线：拟合所有规模的幂律；竖线：中位数的 95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Earlier searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trials: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end poor trials early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hyperband</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train every trial to its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this search until it has as many trials as asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the best trial&apos;s settings into the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best of {0}: trial {1} with {2} {3} on the validation part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the settings to vary. Trials are judged by the validation part; the test part is never looked at.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Opening {0}</source>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>Making the {0} sample</source>
        <translation>生成 {0} 示例</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in quarantine</source>
        <translation>
            <numerusform>隔离区中有 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareMatrix</name>
    <message>
        <source>Shares between modalities; Space keeps one pair alone</source>
        <translation>模态之间的占比；按 Space 仅保留一对</translation>
    </message>
    <message>
        <source>{0} of what {1} takes in comes from {2}. Click to look at it alone.</source>
        <translation>{1} 获取的信息中有 {0} 来自 {2}。点击可单独查看。</translation>
    </message>
</context>
<context>
    <name>SimilarityView</name>
    <message>
        <source>Similarity matrix; arrow keys move, Enter opens the item</source>
        <translation>相似度矩阵；方向键移动，Enter 打开物品</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>间隔</translation>
    </message>
</context>
<context>
    <name>SpeedUps</name>
    <message>
        <source>Speed-up over the plain CPU</source>
        <extracomment>More bars than this cannot be told apart.</extracomment>
        <translation>相对于基础 CPU 的加速比</translation>
    </message>
    <message>
        <source>times faster (1 = the same)</source>
        <translation>加速倍数（1 = 相同）</translation>
    </message>
    <message>
        <source>Only one kind of place was measured. Measure a second one (an accelerator, torch.compile, bf16, more threads) to see how they compare.</source>
        <translation>只测量了一种运行配置。请再测量一种（加速器、torch.compile、bf16、更多线程）以作比较。</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>same</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against {0}</source>
        <translation>相对于 {0}</translation>
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
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
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
        <translation>正在统计 ...</translation>
    </message>
    <message>
        <source>Interactions per user and per item</source>
        <translation>每位用户和每个物品的交互数</translation>
    </message>
    <message>
        <source>Events over time</source>
        <translation>事件随时间的分布</translation>
    </message>
    <message>
        <source>Items that have each modality</source>
        <translation>具有各模态的物品</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>have at least that many</source>
        <translation>至少有这么多的数量</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>The interactions have no times.</source>
        <translation>这些交互没有时间信息。</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>users without interactions</source>
        <translation>无交互的用户</translation>
    </message>
    <message>
        <source>items without interactions (cold)</source>
        <translation>无交互的物品（冷启动）</translation>
    </message>
    <message>
        <source>repeats of the same user and item</source>
        <translation>同一用户与物品的重复交互</translation>
    </message>
    <message>
        <source>median per user</source>
        <translation>每位用户的中位数</translation>
    </message>
    <message>
        <source>median per item</source>
        <translation>每个物品的中位数</translation>
    </message>
    <message>
        <source>between</source>
        <translation>时间范围</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>read as {0}</source>
        <translation>读取格式：{0}</translation>
    </message>
    <message>
        <source>Interactions divided by items times users; repeats count</source>
        <translation>交互数除以物品数与用户数之积；重复计入</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>precomputed, width {0}</source>
        <translation>预计算，宽度 {0}</translation>
    </message>
    <message>
        <source>Notes ({0})</source>
        <translation>说明 ({0})</translation>
    </message>
    <message>
        <source>What the reader assumed</source>
        <translation>读取器所作的假设</translation>
    </message>
</context>
<context>
    <name>Taste</name>
    <message>
        <source>Taste</source>
        <translation>偏好</translation>
    </message>
    <message>
        <source>Attribute values that stand out among {0} chosen items; the tick is their share of the catalog.</source>
        <translation>在 {0} 个所选物品中突出的属性值；刻度线表示其在物品库中的占比。</translation>
    </message>
</context>
<context>
    <name>Throughput</name>
    <message>
        <source>Throughput against batch</source>
        <translation>吞吐量随批大小的变化</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>items per second</source>
        <translation>每秒物品数</translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet. Tick it and press “Measure”, or open a result file of this or another machine.</source>
        <translation>此工作负载尚无测量结果。勾选它并按“测量”，或打开本机或其他机器的结果文件。</translation>
    </message>
    <message>
        <source>{0} · batch {1:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flags: {0}</source>
        <translation>标记：{0}</translation>
    </message>
    <message>
        <source>faster from here</source>
        <translation>从此处起更快</translation>
    </message>
    <message>
        <source>{0} is ahead of the CPU from a batch of {1}</source>
        <translation>批大小达到 {1} 起，{0} 领先于 CPU</translation>
    </message>
    <message>
        <source>hollow: noisy or disturbed, see Numbers</source>
        <translation>空心：有噪声或受干扰，见“数值”</translation>
    </message>
    <message>
        <source>×: out of memory</source>
        <translation>×：内存不足</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>Interactions from {0} to {1}, at most {2} at a time</source>
        <translation>从 {0} 到 {1} 的交互，单段最多 {2} 次</translation>
    </message>
    <message>
        <source>{0} to {1}: {2}</source>
        <translation>{0} 至 {1}：{2}</translation>
    </message>
</context>
<context>
    <name>TimeView</name>
    <message>
        <source>Sound and film over time</source>
        <extracomment>Opacity of weights over film and spectrogram; the bars above tell them exactly.</extracomment>
        <translation>声音与影像的时间轴</translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>TokensTab</name>
    <message>
        <source>Smoothing of the transport plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small: each token to its match. Large: to all alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;MaxSim {0}&lt;/b&gt;, by chance {1} · back {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late interaction (Khattab &amp; Zaharia 2020; Yao et al. 2022): {0}. Chance: the mean over all pairs of tokens. Back: the lower side asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Transport cost {0}&lt;/b&gt;, by chance {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sinkhorn (Cuturi 2013): {0}. Rows and columns sum to 1/L: every token weighs alike. Chance: the plan that ignores the tokens. {1} iterations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}-{1} s</source>
        <translation>{0}-{1} s</translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>{0} as a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strongest matches are drawn. Point at a token to see its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} → {1}: cosine {2} (chance {3})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brighter: more mass. Bars: sums of rows and columns, all alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gives {1} of its mass to {2}; evenly would be {3}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Copy as command</source>
        <extracomment>Fields few need to touch: shown on request, or once they differ from the preset.</extracomment>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Open a catalog first: its histories are what the model learns from.</source>
        <translation>请先打开一个物品库：模型从它的历史中学习。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Encode the catalog first: the model fuses the encoders&apos; tokens.</source>
        <translation>请先编码物品库：模型会融合各编码器的词元。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>TrialsView</name>
    <message>
        <source>Best so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best score so far against trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>UsersModel</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>First</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>UsersTab</name>
    <message>
        <source>Search user id</source>
        <translation>搜索用户 ID</translation>
    </message>
    <message>
        <source>Show all users</source>
        <translation>显示所有用户</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Choose a user</source>
        <translation>选择一位用户</translation>
    </message>
    <message>
        <source>Recommend for this user</source>
        <translation>为该用户推荐</translation>
    </message>
    <message>
        <source>The history of the user you choose appears here.</source>
        <translation>所选用户的历史将显示在这里。</translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>This user has done nothing yet.</source>
        <translation>该用户尚无任何行为。</translation>
    </message>
    <message>
        <source>{0} interactions</source>
        <translation>{0} 次交互</translation>
    </message>
</context>
<context>
    <name>VideoBox</name>
    <message>
        <source>Video; space plays and pauses</source>
        <extracomment>Height over width; wide screen until the first picture is there.</extracomment>
        <translation>视频；按空格键播放或暂停</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Score {0}: {1}</source>
        <translation>得分 {0}：{1}</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Waveform; arrow keys seek</source>
        <translation>波形；方向键定位</translation>
    </message>
</context>
<context>
    <name>WeightRow</name>
    <message>
        <source>Switch off: rank as if items had no {0}</source>
        <extracomment>A slider that is being dragged asks at most this often.</extracomment>
        <translation>关闭：按物品没有 {0} 来排序</translation>
    </message>
    <message>
        <source>Weight of {0} in percent</source>
        <translation>{0} 的权重（百分比）</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Say which column is what ...</source>
        <extracomment>(items, users) of the sizes one can choose.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent catalogs</source>
        <translation>最近的物品库</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>商店</translation>
    </message>
    <message>
        <source>Products with a picture and a description. Which word goes with which part of the picture is known.</source>
        <translation>带图片和描述的商品。已知哪个词对应图片的哪个部分。</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Tracks with sound, cover and words. Instrument, tempo and the second each one sounds are known.</source>
        <translation>带声音、封面和文字的曲目。已知乐器、速度以及各自发声的秒数。</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Clips with frames, sound and subtitles. What happens when, and where in the frame, is known.</source>
        <translation>带画面、声音和字幕的片段。已知何时发生什么，以及在画面的何处。</translation>
    </message>
    <message>
        <source>Drop a folder or file here</source>
        <translation>将文件夹或文件拖放到此处</translation>
    </message>
    <message>
        <source>Tables (CSV, TSV, Parquet, JSON Lines) with pictures, sound and video beside them; MovieLens, Amazon, MMRec, MicroLens and Hugging Face folders as they are</source>
        <translation>表格（CSV、TSV、Parquet、JSON Lines），图片、声音和视频置于旁边；MovieLens、Amazon、MMRec、MicroLens 和 Hugging Face 文件夹可直接使用</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Back to the open catalog</source>
        <translation>返回已打开的物品库</translation>
    </message>
    <message>
        <source>Or start with a sample</source>
        <translation>或从示例开始</translation>
    </message>
    <message>
        <source>Made on this computer on first use, with planted truth: every map the app draws on a sample can be checked.</source>
        <translation>首次使用时在本机生成，并植入真值：应用在示例上绘制的每张图都可以核对。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Size of the sample</source>
        <translation>示例的规模</translation>
    </message>
    <message>
        <source>{0} items, {1} users</source>
        <translation>{0} 个物品，{1} 位用户</translation>
    </message>
    <message>
        <source>What you open appears here.</source>
        <translation>您打开的内容将显示在这里。</translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation>打开物品库文件夹</translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation>打开物品库文件</translation>
    </message>
</context>
<context>
    <name>_Recent</name>
    <message>
        <source>Open {0} again</source>
        <translation>重新打开 {0}</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>已不存在</translation>
    </message>
</context>
<context>
    <name>mapping</name>
    <message>
        <source>item id</source>
        <extracomment>Longer cells are cut; the tooltip has the rest. Wider columns are scrolled to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sound file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>video file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subtitles file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>◉ collaborative</source>
        <translation>◉ 协同</translation>
    </message>
    <message>
        <source>○ bias</source>
        <translation>○ 偏置</translation>
    </message>
    <message>
        <source>What the model learned from who chose what, beyond the item&apos;s content (MF)</source>
        <translation>模型从“谁选择了什么”中学到的、超出物品内容的部分（MF）</translation>
    </message>
    <message>
        <source>How popular the item and how active the user is, whatever the taste</source>
        <translation>物品有多热门、用户有多活跃，与偏好无关</translation>
    </message>
    <message>
        <source>Shapley value of {0}: its average gain over all sets of the other modalities</source>
        <translation>{0} 的 Shapley 值：在其他模态的所有子集上的平均增益</translation>
    </message>
</context>
</TS>
