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
        <source>a token of the encoder&apos;s own</source>
        <translation>编码器自带的词元</translation>
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
        <source>{0} {1} nothing here</source>
        <translation>{0} {1} 此处无对应</translation>
    </message>
    <message>
        <source>words like “the” are drawn paler</source>
        <translation>“的”一类的词颜色较浅</translation>
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
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>turned by EXIF</source>
        <translation>由 EXIF 旋转</translation>
    </message>
    <message>
        <source>uniform borders</source>
        <translation>单色边框</translation>
    </message>
    <message>
        <source>not square</source>
        <translation>非正方形</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>尺寸不同</translation>
    </message>
    <message>
        <source>pass as they are</source>
        <translation>原样通过</translation>
    </message>
    <message>
        <source>A grid pixel is {0} × {1} pixels of the picture; the grid&apos;s corner is at {2}, {3}.</source>
        <translation>一个网格像素对应图片的 {0} × {1} 像素；网格的角位于 {2}, {3}。</translation>
    </message>
    <message>
        <source>Point at a patch to see which pixels of the file it was made of.</source>
        <translation>指向一个图块，以查看它由文件的哪些像素构成。</translation>
    </message>
    <message>
        <source>Patch {0} (row {1}, column {2})</source>
        <translation>图块 {0}（行 {1}，列 {2}）</translation>
    </message>
    <message>
        <source>: padding, left out by the encoder</source>
        <translation>：填充，编码器将其略去</translation>
    </message>
    <message>
        <source>; its strip of picture is in the token beside it</source>
        <translation>；其中的图像条属于旁边的词元</translation>
    </message>
    <message>
        <source>: corners in the file at {0}</source>
        <translation>：文件中的角点位于 {0}</translation>
    </message>
    <message>
        <source>, in the upright picture at {0}</source>
        <translation>，在转正的图片中位于 {0}</translation>
    </message>
    <message>
        <source>Sound</source>
        <extracomment>Second -&gt; x, and the colours.</extracomment>
        <translation>声音</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>the clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>not moved</source>
        <translation>未移动</translation>
    </message>
    <message>
        <source> by hand</source>
        <translation>（手动）</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>sync marker</source>
        <translation>同步标记</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>DTW, drift</source>
        <translation>DTW，漂移</translation>
    </message>
    <message>
        <source>Planted: {0} ms late, so this is {1} ms off.</source>
        <translation>植入值：晚 {0} 毫秒，因此这里相差 {1} 毫秒。</translation>
    </message>
    <message>
        <source>Moved by {0} ms by hand. Found before: {1}</source>
        <translation>已手动移动 {0} ms。先前的结果：{1}</translation>
    </message>
    <message>
        <source>Left alone. {0}</source>
        <translation>保持不变。{0}</translation>
    </message>
    <message>
        <source>Moved by {0} ms. {1}</source>
        <translation>已移动 {0} ms。{1}</translation>
    </message>
    <message>
        <source>Its drift is taken out.</source>
        <translation>其漂移已消除。</translation>
    </message>
    <message>
        <source>Asked in this order:</source>
        <translation>询问顺序：</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>手动设定</translation>
    </message>
    <message>
        <source>too little to compare</source>
        <translation>内容太少，无法比较</translation>
    </message>
    <message>
        <source>agree</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>The worker process was killed from outside (signal 9). The system does this when memory runs out, or a person did it.</source>
        <translation>工作进程被外部终止（信号 9）。内存耗尽时系统会这样做，也可能是有人所为。</translation>
    </message>
    <message>
        <source>The worker process crashed inside native code (signal 11).</source>
        <translation>工作进程在本地代码中崩溃（信号 11）。</translation>
    </message>
    <message>
        <source>The worker process was ended by signal {0}.</source>
        <translation>工作进程被信号 {0} 终止。</translation>
    </message>
    <message>
        <source>This is not an evidence file Triptych can read ({0}).</source>
        <extracomment>Refuse to unpack more than this from a file of unknown origin. What reading a damaged or hostile file can raise.</extracomment>
        <translation>这不是 Triptych 能读取的证据文件（{0}）。</translation>
    </message>
    <message>
        <source>Choose a file saved with &apos;Save evidence file&apos;.</source>
        <translation>请选择用“保存证据文件”保存的文件。</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>至少 {0}</translation>
    </message>
    <message>
        <source>above {0}</source>
        <translation>大于 {0}</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>至多 {0}</translation>
    </message>
    <message>
        <source>below {0}</source>
        <translation>小于 {0}</translation>
    </message>
    <message>
        <source>Range: {0}.</source>
        <translation>范围：{0}。</translation>
    </message>
    <message>
        <source>Default: {0}.</source>
        <translation>默认值：{0}。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is not a number</source>
        <translation>“{0}”不是数字</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is not a whole number</source>
        <translation>“{0}”不是整数</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is not known</source>
        <translation>未知的“{0}”</translation>
    </message>
    <message>
        <source>What it has made is kept, and it can go on later: {0}.</source>
        <translation>已完成的部分会保留，之后可以继续：{0}。</translation>
    </message>
    <message>
        <source>What it has measured is kept; triptych bench resume goes on with it: {0}.</source>
        <translation>已测得的结果会保留，可用 triptych bench resume 继续：{0}。</translation>
    </message>
    <message>
        <source>It begins anew: {0}.</source>
        <translation>将从头开始：{0}。</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Triptych</source>
        <extracomment>Packages the app stands on, largest part first.</extracomment>
        <translation>关于 Triptych</translation>
    </message>
    <message>
        <source>A workbench that shows how a product&apos;s words, picture and sound line up behind a recommendation.</source>
        <translation>一个工作台,展示商品的文字、图片和声音如何共同支撑一次推荐。</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>所用组件</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>版本与许可证</translation>
    </message>
</context>
<context>
    <name>AddEncoder</name>
    <message>
        <source>Add an encoder</source>
        <translation>添加编码器</translation>
    </message>
    <message>
        <source>An id on the Hugging Face hub, or a folder: type it, or drop the folder here.</source>
        <translation>Hugging Face 模型站上的标识，或一个文件夹：请输入，或把文件夹拖到这里。</translation>
    </message>
    <message>
        <source>Encoder to add</source>
        <translation>要添加的编码器</translation>
    </message>
    <message>
        <source>Folder ...</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Numbers of its weights</source>
        <translation>权重的数值精度</translation>
    </message>
    <message>
        <source>Precision: what the device is good at</source>
        <translation>精度：由设备决定</translation>
    </message>
    <message>
        <source>8 bits: a quarter of the memory</source>
        <translation>8 位：四分之一内存</translation>
    </message>
    <message>
        <source>bfloat16: half of the memory, slow on most CPUs</source>
        <translation>bfloat16：一半内存，在多数 CPU 上较慢</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>Let it run Python code of its own</source>
        <translation>允许它运行自带的 Python 代码</translation>
    </message>
    <message>
        <source>That code can do anything you can: read your files, use the network. Allow it only if you trust its authors.</source>
        <translation>这些代码能做您能做的任何事：读取您的文件、使用网络。仅在信任其作者时才允许。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>模型的文件夹</translation>
    </message>
    <message>
        <source>Get the weights ...</source>
        <translation>获取权重…</translation>
    </message>
    <message>
        <source>{0} runs only with Python code of its own.</source>
        <translation>{0} 只能用它自带的 Python 代码运行。</translation>
    </message>
    <message>
        <source>{0} is not on this machine. Size and licence are asked before it is fetched.</source>
        <translation>{0} 不在此计算机上。获取之前会先询问大小和许可证。</translation>
    </message>
    <message>
        <source>It has Python code of its own. Without it, the library&apos;s code runs it.</source>
        <translation>它自带 Python 代码。不用这些代码时,由库自身的代码运行它。</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>在此计算机上</translation>
    </message>
    <message>
        <source>weights missing</source>
        <translation>缺少权重</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可证：{0}</translation>
    </message>
    <message>
        <source>{0} numbers a token, up to {1} tokens an item</source>
        <translation>每个词元 {0} 个数，每个物品至多 {1} 个词元</translation>
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
        <translation>交换提问方与应答方</translation>
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
        <translation>概览</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
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
        <source>Space: joint encoders (before training)</source>
        <translation>空间：联合编码器（训练前）</translation>
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
        <source>Inside the encoders</source>
        <extracomment>What was last found to be shown, and what was pinned for it.</extracomment>
        <translation>编码器内部</translation>
    </message>
    <message>
        <source>This item on Inside models: the attention of the pretrained encoders themselves</source>
        <translation>在“模型内部”页查看此物品：预训练编码器自身的注意力</translation>
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
        <source>length of its own vector, since there are no histories</source>
        <translation>它自身向量的长度（因为没有历史记录）</translation>
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
        <translation>要搜索的设置</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>try</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>importance</source>
        <translation>重要性</translation>
    </message>
    <message>
        <source>low:high, low:high:log, or a, b, c</source>
        <translation>low:high、low:high:log 或 a, b, c</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <extracomment>Older messages leave when more than this many are shown. What only informs goes by itself after so long, and not while it is pointed at. The stack of messages is at most so wide, and so far from the edges.</extracomment>
        <translation>详情</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
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
        <translation>打开结果…</translation>
    </message>
    <message>
        <source>Save report ...</source>
        <translation>保存报告…</translation>
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
        <source>Measuring ...</source>
        <translation>正在测量…</translation>
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
        <source>End now; what was measured is kept as a result</source>
        <translation>现在结束；已测量的内容保存为结果</translation>
    </message>
    <message>
        <source>Reading the newest result ...</source>
        <extracomment>Shown when what is being measured is done.</extracomment>
        <translation>正在读取最新结果…</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Reading {0} ...</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>The result could not be shown ({0}).</source>
        <translation>无法显示该结果（{0}）。</translation>
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
        <source>Beside the result of</source>
        <translation>并列对比另一结果</translation>
    </message>
    <message>
        <source>Folder of results</source>
        <translation>结果文件夹</translation>
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
        <source>Save file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Result (*.json)</source>
        <translation>结果 (*.json)</translation>
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
        <source>This workload is timed in one piece. Training and the way from words and picture to a list are timed stage by stage; on an accelerator all show the host&apos;s share.</source>
        <translation>此工作负载整体计时。训练以及从文字和图片到推荐列表的过程按阶段计时；在加速器上，所有负载都会显示主机占比。</translation>
    </message>
    <message>
        <source>Measure stages</source>
        <translation>测量各阶段</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
</context>
<context>
    <name>BuyView</name>
    <message>
        <source>How long a catalog would take</source>
        <extracomment>Most items and interactions that can be asked about.</extracomment>
        <translation>一个物品库需要多久</translation>
    </message>
    <message>
        <source>items: </source>
        <translation>物品:</translation>
    </message>
    <message>
        <source>interactions: </source>
        <translation>交互:</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>一份列表</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>最久</translation>
    </message>
    <message>
        <source>mind</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Each item: words {0}, pictures {1}, seconds of sound {2}. Epochs: {3}.</source>
        <translation>每个物品：词 {0}，图片 {1}，声音秒数 {2}。轮数：{3}。</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>The model is asked</source>
        <extracomment>As high as the search line that stands over the other of two views.</extracomment>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation>声音与影像</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>图说</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>not used by this model</source>
        <translation>此模型未使用</translation>
    </message>
    <message>
        <source>this item has none</source>
        <translation>此物品没有</translation>
    </message>
    <message>
        <source>one token without a place</source>
        <translation>一个无位置的词元</translation>
    </message>
    <message>
        <source>{0} tokens by {1}</source>
        <translation>{0} 个词元，编码器 {1}</translation>
    </message>
    <message>
        <source>Who takes in from whom</source>
        <translation>谁从谁获取信息</translation>
    </message>
    <message>
        <source>{0}: precomputed features, one token for the whole item. There are no words, patches or seconds to point at, only shares between modalities.</source>
        <translation>{0}：预计算特征，整个物品只有一个词元。没有可指向的词、图块或秒，只有模态之间的占比。</translation>
    </message>
</context>
<context>
    <name>CaptionDialog</name>
    <message>
        <source>Put pictures into words</source>
        <translation>用文字描述图片</translation>
    </message>
    <message>
        <source>A vision-language model on this machine (BLIP, LLaVA, Qwen-VL ...) writes a sentence for each. Captions are words beside the items&apos; text: they can be encoded, compared, and named as reasons.</source>
        <translation>由本机上的视觉语言模型（BLIP、LLaVA、Qwen-VL 等）为每张图片写一句话。图说是物品文本之外的文字：可以编码、对比，也可以作为推荐理由。</translation>
    </message>
    <message>
        <source>Image-to-text model</source>
        <translation>图像转文字模型</translation>
    </message>
    <message>
        <source>Folder ...</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>描述对象</translation>
    </message>
    <message>
        <source>The usual question</source>
        <translation>默认问题</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Put captions.csv beside the catalog&apos;s tables</source>
        <translation>将 captions.csv 放在物品库的表格旁</translation>
    </message>
    <message>
        <source>It is read as captions of the items when the catalog is opened again.</source>
        <translation>再次打开物品库时，它会作为物品的图说读入。</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>模型的文件夹</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Measure the card</source>
        <translation>测量成绩卡</translation>
    </message>
    <message>
        <source>Share</source>
        <extracomment>The picture has twice the points of the window, to be read on any screen.</extracomment>
        <translation>分享</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>复制为一行文字</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save picture ...</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save file ...</source>
        <translation>保存文件…</translation>
    </message>
    <message>
        <source>Beside a file ...</source>
        <translation>与文件并列…</translation>
    </message>
    <message>
        <source>Bars of a result of this or another machine</source>
        <translation>并列显示本机或其他机器结果的条形</translation>
    </message>
    <message>
        <source>This result holds {0} of the {1} jobs of the card: measure them all.</source>
        <translation>此结果只含成绩卡 {1} 项任务中的 {0} 项：可全部测量。</translation>
    </message>
    <message>
        <source>How fast this machine reads words, looks at pictures, listens, trains and recommends, in plain numbers, and one score to compare. About a minute.</source>
        <translation>本机读文字、看图片、听声音、训练和推荐有多快：直白的数字，外加一个可比较的总分。约需一分钟。</translation>
    </message>
    <message>
        <source>The tick is the reference machine; × 2 is twice as fast.</source>
        <translation>竖线表示参考机器；× 2 即快一倍。</translation>
    </message>
    <message>
        <source>Triptych score, version {0}</source>
        <translation>Triptych 得分，第 {0} 版</translation>
    </message>
    <message>
        <source>No score: {0}</source>
        <translation>没有分数：{0}</translation>
    </message>
    <message>
        <source>Weighted geometric mean of the rates over those of the reference machine, which has 1,000: encoding, training and recommending count a third each.</source>
        <translation>各项速率与参考机器(1,000 分）之比的加权几何平均：编码、训练和推荐各占三分之一。</translation>
    </message>
    <message>
        <source>Beside other results</source>
        <translation>与其他结果并列</translation>
    </message>
    <message>
        <source>The line is on the clipboard.</source>
        <translation>文字已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
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
        <translation>列…</translation>
    </message>
    <message>
        <source>Say anew which column of the files means what</source>
        <translation>重新指定文件中各列的含义</translation>
    </message>
</context>
<context>
    <name>CleanUp</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改于</translation>
    </message>
    <message>
        <source>If it is removed</source>
        <translation>删除之后</translation>
    </message>
    <message>
        <source>Counting ...</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Could not be removed: {0}</source>
        <translation>无法移除:{0}</translation>
    </message>
    <message>
        <source>It is open.</source>
        <translation>正在使用。</translation>
    </message>
    <message>
        <source>{0} would be freed.</source>
        <translation>将释放 {0}。</translation>
    </message>
    <message>
        <source>{0} of them cannot be made again.</source>
        <translation>其中 {0} 项无法重新生成。</translation>
    </message>
    <message>
        <source>Removing ...</source>
        <translation>正在移除…</translation>
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
        <translation>从 {0} 到 {1} 的色标</translation>
    </message>
</context>
<context>
    <name>ColumnsTable</name>
    <message>
        <source>The file as it is</source>
        <translation>文件原样</translation>
    </message>
    <message>
        <source>is</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What {0} is</source>
        <translation>{0} 的含义</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command ...</source>
        <translation>输入命令…</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare encoders</source>
        <extracomment>Seeds that tell encoders apart from trainings; what a specification has unasked. Of the dialog, and what is left of the window around it, in pixels.</extracomment>
        <translation>比较编码器</translation>
    </message>
    <message>
        <source>The same model is trained on the tokens of each, with the same seeds: lists, finding by another modality and pointing are judged, and what each takes.</source>
        <translation>用每个编码器的词元、以相同的随机种子训练同一个模型：评判推荐列表、跨模态查找和指向，以及各自的开销。</translation>
    </message>
    <message>
        <source>{0} (reference)</source>
        <translation>{0}（基准）</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子数</translation>
    </message>
    <message>
        <source>One seed decides nothing: two trainings differ anyway. Take {0} or more.</source>
        <translation>一个随机种子不能说明问题：两次训练本来就有差异。请取 {0} 个或更多。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Differences of metrics</source>
        <translation>指标差异</translation>
    </message>
    <message>
        <source>Differences of settings</source>
        <translation>设置差异</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Ranking for every user ...</source>
        <translation>正在为每位用户排名…</translation>
    </message>
    <message>
        <source>Against {0}, on the same {1} users: intervals from 2,000 paired bootstrap draws that hold all together with {2}. They compare these models; another seed would give other models.</source>
        <translation>与 {0} 相比，基于相同的 {1} 位用户：区间来自 2,000 次配对自助抽样，全部区间同时成立的概率为 {2}。比较的是这些模型本身；换一个随机种子会得到不同的模型。</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差异</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>▲ better</source>
        <translation>▲ 更好</translation>
    </message>
    <message>
        <source>▼ worse</source>
        <translation>▼ 更差</translation>
    </message>
    <message>
        <source>≈ cannot tell</source>
        <translation>≈ 无法判断</translation>
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
        <translation>比较对象…</translation>
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
        <source>processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>power plan</source>
        <translation>电源计划</translation>
    </message>
    <message>
        <source>Baseline and candidate</source>
        <translation>基线与候选</translation>
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
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Compare</source>
        <extracomment>In place of a run: one&apos;s own words and files.</extracomment>
        <translation>比较</translation>
    </message>
    <message>
        <source>A second item or a second run, under the same map</source>
        <translation>同一种图下的第二个物品或第二个运行</translation>
    </message>
    <message>
        <source>Try your own</source>
        <translation>试试自己的内容</translation>
    </message>
    <message>
        <source>Change a word, drop or paste a picture or a sound: maps and place follow</source>
        <translation>改一个词，拖入或粘贴图片或声音：注意力图和名次会随之变化</translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>How much more the open run attends to each token than the other</source>
        <translation>当前运行对每个词元的注意比另一个高多少</translation>
    </message>
    <message>
        <source>another item</source>
        <translation>另一个物品</translation>
    </message>
    <message>
        <source>your own words and files</source>
        <translation>自己的文字和文件</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>运行 {0}</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Encoders compared</source>
        <translation>编码器比较</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>The measure of each choice, with its interval</source>
        <translation>每种选择的指标及其区间</translation>
    </message>
    <message>
        <source>Mean of {0} seeds; differences hold all together with {1}.</source>
        <translation>{0} 个种子的均值；所有差异同时成立的概率为 {1}。</translation>
    </message>
    <message>
        <source>encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>ms an item</source>
        <translation>毫秒/物品</translation>
    </message>
    <message>
        <source>memory, MB</source>
        <translation>内存，MB</translation>
    </message>
    <message>
        <source>disk, MB</source>
        <translation>磁盘，MB</translation>
    </message>
    <message>
        <source>training, s</source>
        <translation>训练，秒</translation>
    </message>
    <message>
        <source>Of the encoders themselves: the libraries they are run by are left out.</source>
        <translation>仅计编码器本身：运行它们的库不计在内。</translation>
    </message>
    <message>
        <source>{0} from the reference, between {1} and {2}; over {3}</source>
        <translation>与基准相差 {0}，介于 {1} 与 {2} 之间；样本数 {3}</translation>
    </message>
</context>
<context>
    <name>CompressionView</name>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>int8: linear layers computed in 8 bits. Pruned: the smallest weights set to zero and stored sparse. Speed on the CPU.</source>
        <translation>int8：线性层以 8 位计算。剪枝：将最小的权重置零并以稀疏形式存储。速度在 CPU 上测得。</translation>
    </message>
    <message>
        <source>How small can this model get before its lists suffer?</source>
        <translation>这个模型能压缩到多小而不影响其推荐列表？</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>of original</source>
        <translation>相对原始大小</translation>
    </message>
    <message>
        <source>items/s</source>
        <translation>物品/s</translation>
    </message>
    <message>
        <source>zero weights</source>
        <translation>零权重</translation>
    </message>
</context>
<context>
    <name>ComputingForm</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>The engine starts anew with what you choose, and every job that begins from then on. What is running already goes on as it began.</source>
        <translation>引擎会按您的选择重新启动，之后开始的任务也按此运行；已在运行的任务照原样继续。</translation>
    </message>
    <message>
        <source>Copy for a report of a bug</source>
        <translation>复制，用于错误报告</translation>
    </message>
    <message>
        <source>What is said above, and the versions of what is installed</source>
        <translation>上面所说的内容，以及已安装软件的版本</translation>
    </message>
    <message>
        <source>Asking for the device ...</source>
        <translation>正在查询设备…</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>报告已在剪贴板上。</translation>
    </message>
    <message>
        <source>the fastest there is</source>
        <translation>可用的最快设备</translation>
    </message>
    <message>
        <source>all cores but one ({0})</source>
        <translation>除一个核心外的全部核心（{0}）</translation>
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
        <source>Hour</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Hour of the day</source>
        <translation>一天中的时刻</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Content only</source>
        <translation>仅看内容</translation>
    </message>
    <message>
        <source>Rank by what items contain alone: words, pictures, sound and what is like them; not by what others chose</source>
        <translation>只按物品自身的内容排序：文字、图片、声音以及与之相似的物品；不看其他人的选择</translation>
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
        <source>UTC. What an item&apos;s own hours of the day say is added to the scores.</source>
        <translation>UTC。将物品自身的时刻分布所说明的内容加到得分上。</translation>
    </message>
    <message>
        <source>In this catalog all items are chosen at the same hours.</source>
        <translation>在此物品库中，所有物品被选择的时刻分布相同。</translation>
    </message>
    <message>
        <source>The hours of the choices are not known, or scores are ratings.</source>
        <translation>不知道选择的时刻，或得分是评分。</translation>
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
    <name>Counts</name>
    <message>
        <source>All pictures</source>
        <extracomment>In this order; others follow.</extracomment>
        <translation>所有图片</translation>
    </message>
    <message>
        <source>Items with the chosen reason</source>
        <translation>符合所选原因的物品</translation>
    </message>
    <message>
        <source>Trim uniform borders</source>
        <translation>裁去单色边框</translation>
    </message>
    <message>
        <source>Holds for the whole catalog and the next encoding, maps included</source>
        <translation>适用于整个物品库和下一次编码，包括各类图</translation>
    </message>
    <message>
        <source>Once all are looked at, each reason to align is a button here.</source>
        <translation>全部查看完后，每种需要对齐的原因会在此显示为一个按钮。</translation>
    </message>
    <message>
        <source>{0} of {1} need alignment</source>
        <translation>{1} 个中有 {0} 个需要对齐</translation>
    </message>
    <message>
        <source>Show these items</source>
        <translation>显示这些物品</translation>
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
        <translation>轮次 {0}</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source> interactions/s</source>
        <translation> 次交互/s</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a card to see why it is there.</source>
        <translation>选择一张卡片，查看它为何出现在列表中。</translation>
    </message>
    <message>
        <source>Because of these in the history</source>
        <translation>因为历史中的这些物品</translation>
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
    <name>DiskUse</name>
    <message>
        <source>Counting ...</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>sample catalogs; made again when wanted</source>
        <translation>示例物品库；需要时重新生成</translation>
    </message>
    <message>
        <source>unpacked archives</source>
        <translation>解压的归档</translation>
    </message>
    <message>
        <source>unpacked bundles</source>
        <translation>解开的数据包</translation>
    </message>
    <message>
        <source>pictures and sounds taken out of tables</source>
        <translation>从表格中取出的图片和声音</translation>
    </message>
    <message>
        <source>catalogs as they were opened</source>
        <translation>打开时的物品库快照</translation>
    </message>
    <message>
        <source>encoded features; made again when wanted</source>
        <translation>编码后的特征;需要时会重新生成</translation>
    </message>
    <message>
        <source>weights of encoders</source>
        <translation>编码器权重</translation>
    </message>
    <message>
        <source>embedding maps; made again when wanted</source>
        <translation>嵌入图;需要时会重新生成</translation>
    </message>
    <message>
        <source>trained models</source>
        <translation>训练好的模型</translation>
    </message>
    <message>
        <source>searches for settings</source>
        <translation>超参数搜索</translation>
    </message>
    <message>
        <source>benchmark results</source>
        <translation>基准测试结果</translation>
    </message>
    <message>
        <source>pictures in words</source>
        <translation>图片的文字说明</translation>
    </message>
    <message>
        <source>comparisons of encoders</source>
        <translation>编码器比较</translation>
    </message>
    <message>
        <source>code compiled for this machine; made again when wanted</source>
        <translation>为本机编译的代码；需要时会重新生成</translation>
    </message>
    <message>
        <source>runs you deleted</source>
        <translation>您删除的运行</translation>
    </message>
    <message>
        <source>Could not be removed: {0}</source>
        <translation>无法移除:{0}</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>plans, notes, what is open and being written</source>
        <translation>读取方案、备注、当前打开和正在写入的内容</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0}</translation>
    </message>
    <message>
        <source>Choose ...</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose what goes: {0}</source>
        <translation>选择要删除的内容：{0}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除{0}</translation>
    </message>
    <message>
        <source>The open catalog is in there</source>
        <translation>打开的物品库就在其中</translation>
    </message>
    <message>
        <source>Removing ...</source>
        <translation>正在移除…</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop to open {0}</source>
        <translation>松开以打开 {0}</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Being prepared. What can be seen appears as soon as it is there.</source>
        <translation>正在准备。可以看的内容一出现就会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine&apos;s answer is not what was agreed on.</source>
        <translation>引擎的回答不符合约定的格式。</translation>
    </message>
    <message>
        <source>The engine process ended.</source>
        <translation>引擎进程已结束。</translation>
    </message>
    <message>
        <source>It starts again with your next action; nothing else is lost.</source>
        <translation>它会随您的下一次操作重新启动；没有其他损失。</translation>
    </message>
</context>
<context>
    <name>EvidenceActions</name>
    <message>
        <source>Save evidence file ...</source>
        <translation>保存证据文件…</translation>
    </message>
    <message>
        <source>Open evidence file ...</source>
        <translation>打开证据文件…</translation>
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
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG ...</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Save numbers as CSV ...</source>
        <translation>将数值另存为 CSV…</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Items that could not be encoded</source>
        <translation>无法编码的物品</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>They are masked, never replaced by zeros. {0}.</source>
        <translation>它们会被遮蔽，绝不以零代替。{0}。</translation>
    </message>
    <message>
        <source>The first {0} are listed.</source>
        <translation>列出前 {0} 个。</translation>
    </message>
</context>
<context>
    <name>FaithfulCurves</name>
    <message>
        <source>Taken out in this order, the history&apos;s items leave an area of {0} (at random {1}); put in, {2} (at random {3}). 1 is the lift of the whole history.</source>
        <translation>按此顺序移除历史物品，曲线下面积为 {0}（随机顺序 {1}）；依次加入则为 {2}（随机 {3}）。1 表示全部历史带来的提升。</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>put in</source>
        <translation>加入</translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Pretrained encoders turn words, pictures and sound into tokens with their places.</source>
        <translation>预训练编码器将文字、图片和声音转换为带位置的词元。</translation>
    </message>
    <message>
        <source>Encode</source>
        <extracomment>Modality -&gt; encoder that was chosen by hand, or has just come. Whether encoding was asked for and waits for weights.</extracomment>
        <translation>编码</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Compare encoders ...</source>
        <translation>比较编码器…</translation>
    </message>
    <message>
        <source>Add an encoder ...</source>
        <translation>添加编码器…</translation>
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
        <translation>正在查询已安装的编码器…</translation>
    </message>
    <message>
        <source>Encode again</source>
        <translation>重新编码</translation>
    </message>
    <message>
        <source>Encoded before; nothing is running</source>
        <translation>此前已编码；没有作业在运行</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Putting pictures into words</source>
        <translation>正在用文字描述图片</translation>
    </message>
    <message>
        <source>Comparing encoders</source>
        <translation>正在比较编码器</translation>
    </message>
</context>
<context>
    <name>FilmPanel</name>
    <message>
        <source>Watch the film</source>
        <extracomment>Milliseconds a frame stands when the film plays. Less is no plot, in pixels; from this width on the words stand beside it.</extracomment>
        <translation>观看影片</translation>
    </message>
    <message>
        <source>Shows the filmed item&apos;s maps as they were after an epoch.</source>
        <translation>显示影片所记录的物品在某一轮次之后的图。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Share of the item vector and hits by epoch</source>
        <translation>各轮次在物品向量中的占比与命中率</translation>
    </message>
    <message>
        <source>Every run keeps what it looked at after each epoch: watch it learn.</source>
        <translation>每个运行都会保留每一轮次之后所看的内容：观看它如何学习。</translation>
    </message>
    <message>
        <source>Before grounding: weights as they were drawn.</source>
        <translation>共现先验之前：权重还是随机初始值。</translation>
    </message>
    <message>
        <source>Grounded by what occurs together, not trained yet.</source>
        <translation>已设共现先验，尚未训练。</translation>
    </message>
    <message>
        <source>Epoch {0} of {1}.</source>
        <translation>轮次 {0} / {1}。</translation>
    </message>
    <message>
        <source>Solid: the item vector reads {0}.</source>
        <translation>实线：物品向量读取 {0}。</translation>
    </message>
    <message>
        <source>Dashed: hits of the pointing game (chance): {0}.</source>
        <translation>虚线：指向游戏命中率（随机水平）：{0}。</translation>
    </message>
</context>
<context>
    <name>FindTab</name>
    <message>
        <source>A phrase, such as “striped” or “slow piano”</source>
        <extracomment>Phrases offered at most.</extracomment>
        <translation>短语，例如 “striped” 或 “slow piano”</translation>
    </message>
    <message>
        <source>Phrase to look for</source>
        <translation>要查找的短语</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>查找范围</translation>
    </message>
    <message>
        <source>The phrase goes through the catalog&apos;s own text encoder; its coordinates in the trained model say which patches, seconds and frames occur with such words. Each word looks for its own best place; an item fits as well as the word that fits it least. Score: deviations above the catalog&apos;s mean token. The tick on each bar is what an item scores that was not asked for (the median of all items).</source>
        <translation>短语经过物品库自己的文本编码器；它在已训练模型中的坐标指出哪些图块、秒和帧常与这类文字一同出现。每个词各找自己的最佳位置；物品的相符程度取决于最不相符的那个词。得分：高出物品库平均词元多少个标准差。每个条上的刻度是并非所查物品的得分（所有物品的中位数）。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>A phrase is found with a trained model: it knows which words go with which patches and sounds. Train one with the Transformer fusion.</source>
        <translation>查找短语需要已训练的模型：它知道哪些文字对应哪些图块和声音。请用 Transformer 融合训练一个模型。</translation>
    </message>
    <message>
        <source>Type a phrase, or choose one of those above.</source>
        <translation>请输入短语，或从上方选择一个。</translation>
    </message>
    <message>
        <source>Looking through the catalog ...</source>
        <translation>正在物品库中查找…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Best place of each of {0} items, among {1} tokens.</source>
        <translation>{0} 个物品各自的最佳位置，共 {1} 个词元。</translation>
    </message>
    <message>
        <source>Each of {0} items as a whole, by encoders trained to compare.</source>
        <translation>由为比较而训练的编码器对 {0} 个物品逐个整体比较。</translation>
    </message>
    <message>
        <source>Nothing here fits the phrase: no item stands out more than for words without meaning. These are only the nearest.</source>
        <translation>这里没有与短语相符的内容：没有物品比对无意义的词更突出。下面只是最接近的。</translation>
    </message>
    <message>
        <source>Planted truth ({0}): &lt;b&gt;{1} of the first {2}&lt;/b&gt; are right, by chance {3}.</source>
        <translation>植入的真值 ({0})：&lt;b&gt;前 {2} 个中有 {1} 个&lt;/b&gt;正确，随机水平为 {3}。</translation>
    </message>
    <message>
        <source>The phrase names nothing that was planted, so it is not scored.</source>
        <translation>该短语未指向任何植入内容，因此不计分。</translation>
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
        <source>Go on without these rows; the files stay as they are, and it can be undone</source>
        <translation>不带这些行继续；文件保持不变，并且可以撤销</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>Flow: is spatial alignment needed?</source>
        <extracomment>From the edge of a box to its words, in pixels; size of the lesser of them.</extracomment>
        <translation>流程：是否需要空间对齐？</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>trim</source>
        <translation>裁边</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>turn upright</source>
        <translation>转为正向</translation>
    </message>
    <message>
        <source>trim borders</source>
        <translation>裁去边框</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>加边填充</translation>
    </message>
    <message>
        <source>resample</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Alignment
needed?</source>
        <translation>需要
对齐？</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>直接通过</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>click pins · Shift adds · Esc clears
← → heads · ↑ ↓ layers</source>
        <extracomment>Below this width the words of the legend need all of it; the keys are in the tooltip then. A token of which more finds nothing in a modality has no counterpart there. Lines of words that are always kept free, so that nothing moves while the mouse does: in a wide window, and in a narrow one.</extracomment>
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
        <source>no counterpart</source>
        <translation>没有对应之处</translation>
    </message>
    <message>
        <source>no word</source>
        <translation>没有词</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>strongest {0} uniform</source>
        <translation>最强：{0}（相对于均匀值）</translation>
    </message>
    <message>
        <source>this run less {0}: vermilion where it attends more, blue less</source>
        <translation>当前运行减去 {0}：朱红色表示注意更多，蓝色表示更少</translation>
    </message>
</context>
<context>
    <name>GapPanel</name>
    <message>
        <source>shift (0 as is, 1 gap closed)</source>
        <extracomment>Points of width that curve, slider and list need.</extracomment>
        <translation>平移量（0 为原样，1 为间隙闭合）</translation>
    </message>
    <message>
        <source>R@1, %</source>
        <translation>R@1，%</translation>
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
        <translation>将两个模态沿其中心连线各相向移动平移量的一半，再投回球面（Liang et al. 2022）。</translation>
    </message>
    <message>
        <source>As is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>lost here</source>
        <translation>在此丢失</translation>
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
        <translation>误找到的物品</translation>
    </message>
    <message>
        <source>Items that find themselves last at this shift</source>
        <translation>在此平移量下自身排名最靠后的物品</translation>
    </message>
    <message>
        <source>Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5}).</source>
        <translation>平移 {0}：{1} {2} R@1，{3} {4} R@1（随机水平 {5}）。</translation>
    </message>
</context>
<context>
    <name>Getting</name>
    <message>
        <source>Asking for weights</source>
        <translation>正在询问权重</translation>
    </message>
    <message>
        <source>Get the weights</source>
        <translation>获取权重</translation>
    </message>
    <message>
        <source>Fetch {0} MB?</source>
        <translation>要获取 {0} MB 吗？</translation>
    </message>
    <message>
        <source>{0}: {1} MB from {2}. Licence: {3}</source>
        <translation>{0}：{1} MB，来自 {2}。许可证：{3}</translation>
    </message>
    <message>
        <source>They go into {0}, which has {1} MB free.</source>
        <translation>存放于 {0}，该处剩余 {1} MB。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Weights of {0}</source>
        <translation>{0} 的权重</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Workloads and devices</source>
        <extracomment>Pixels of a device&apos;s column, and of the names, at least. As large a batch as a device&apos;s column has room for. What a run measures if nobody chooses; see `expect`.</extracomment>
        <translation>工作负载与设备</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Ticked workloads are measured; the current row&apos;s curves are shown.</source>
        <translation>测量勾选的工作负载；显示当前行的曲线。</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/秒</translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>the line: the rate of each of {0} visits, within ±{1} % of their median</source>
        <translation>曲线：{0} 次测量各自的速率，画在中位数 ±{1} % 之内</translation>
    </message>
</context>
<context>
    <name>GridPanel</name>
    <message>
        <source>Map from grid pixels to picture pixels</source>
        <translation>从网格像素到图片像素的映射</translation>
    </message>
    <message>
        <source>Patches of {0}.</source>
        <translation>{0} 的图块。</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Picture before and after alignment, with its patches</source>
        <translation>对齐前后的图片及其图块</translation>
    </message>
    <message>
        <source>Arrow keys walk the patches, Escape lets go</source>
        <translation>方向键在图块间移动，Escape 取消选择</translation>
    </message>
    <message>
        <source>File: {0} × {1} pixels</source>
        <translation>文件：{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Grid: {0} × {0}, {1} × {1} patches</source>
        <translation>网格：{0} × {0}，{1} × {1} 个图块</translation>
    </message>
</context>
<context>
    <name>HeadGrid</name>
    <message>
        <source>All heads; arrow keys walk heads and layers</source>
        <extracomment>Width of the layers&apos; numbers at the left, height of the heads&apos; above.</extracomment>
        <translation>所有头；用方向键切换头和层</translation>
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
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Every finding with the ids of what it is about</source>
        <translation>所有检查结果及其涉及的 ID</translation>
    </message>
    <message>
        <source>Checking ...</source>
        <translation>正在检查…</translation>
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
        <source>Left out: {0}</source>
        <translation>已略去：{0}</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What you can take along</source>
        <translation>可以带走的内容</translation>
    </message>
    <message>
        <source>The numbers of a plot or table: the export button beside it, or a right click.</source>
        <translation>图或表中的数字：使用旁边的导出按钮，或点右键。</translation>
    </message>
    <message>
        <source>A plot as you see it, as pixels or as lines; of the whole page: Ctrl+P.</source>
        <translation>所见的图，像素或矢量；整页请按 Ctrl+P。</translation>
    </message>
    <message>
        <source>A page with its map or attention to point at, or a report of everything: File, Share. It opens in any browser, without a network.</source>
        <translation>一个带可交互地图或注意力的页面，或全部内容的报告：“文件”“分享”。可在任何浏览器中打开，无需网络。</translation>
    </message>
    <message>
        <source>The same report for paper: File, Share.</source>
        <translation>同一份报告的打印版：“文件”“分享”。</translation>
    </message>
    <message>
        <source>Catalog, features, model and the pictures shown, for another Triptych: File, Share. Drop it there on the window.</source>
        <translation>物品库、特征、模型与所示图片，供另一台 Triptych 使用：“文件”“分享”。在那边拖放到窗口上即可。</translation>
    </message>
    <message>
        <source>What was measured on Benchmark; opens on any machine, beside its own.</source>
        <translation>在“基准测试”中测得的结果；可在任何机器上打开，与其自身结果并列。</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>The same work for the shell: Copy as command on Features, Training and Benchmark.</source>
        <translation>在命令行中做同样的工作：“特征”“训练”“基准测试”页的“复制为命令”。</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>History</source>
        <extracomment>Whether it is lower, without axis, where there is no room.</extracomment>
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
        <translation>{0}. {1}，得分 {2}{3}</translation>
    </message>
    <message>
        <source>, {0}-{1} s</source>
        <translation>，{0}-{1} s</translation>
    </message>
    <message>
        <source>✓ This is a planted place.</source>
        <translation>✓ 这是植入位置。</translation>
    </message>
    <message>
        <source>✗ Not a planted place.</source>
        <translation>✗ 不是植入位置。</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>InsidePage</name>
    <message>
        <source>Inside models</source>
        <translation>模型内部</translation>
    </message>
    <message>
        <source>What a pretrained model looks at: click a head, then point at a word, a patch or a second.</source>
        <translation>预训练模型在看什么：点击一个头，再指向一个词、一个图块或一秒。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>A second model beside it, over the same input</source>
        <translation>旁边再放一个模型，输入相同</translation>
    </message>
    <message>
        <source>Save the map as evidence ...</source>
        <translation>把图保存为证据…</translation>
    </message>
    <message>
        <source>Save the map as CSV ...</source>
        <translation>把图保存为 CSV…</translation>
    </message>
    <message>
        <source>A black dress with a striped collar</source>
        <translation>A black dress with a striped collar</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Where it looked</source>
        <translation>看向了哪里</translation>
    </message>
    <message>
        <source>The attention weights of one head, or the mean of a layer</source>
        <translation>一个头的注意力权重，或一层的平均</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Attention followed through all layers, half of each kept by the token itself</source>
        <translation>沿所有层追踪的注意力，每层一半由词元自己保留</translation>
    </message>
    <message>
        <source>What moved the score</source>
        <translation>是什么影响了得分</translation>
    </message>
    <message>
        <source>Weights times their gradients, through all layers (Chefer et al. 2021)</source>
        <translation>权重乘以其梯度，贯穿所有层（Chefer 等 2021）</translation>
    </message>
    <message>
        <source>Words and patches</source>
        <translation>词与图块</translation>
    </message>
    <message>
        <source>Cosine of each word&apos;s and each patch&apos;s own vector. This model has no cross-attention: text and picture are encoded alone.</source>
        <translation>每个词与每个图块各自向量的余弦。该模型没有交叉注意力：文字和图片分别编码。</translation>
    </message>
    <message>
        <source>words to words</source>
        <translation>词看词</translation>
    </message>
    <message>
        <source>picture to picture</source>
        <translation>图看图</translation>
    </message>
    <message>
        <source>sound to sound</source>
        <translation>声音看声音</translation>
    </message>
    <message>
        <source>words to picture</source>
        <translation>词看图</translation>
    </message>
    <message>
        <source>words to sound</source>
        <translation>词看声音</translation>
    </message>
    <message>
        <source>words and picture</source>
        <translation>词与图</translation>
    </message>
    <message>
        <source>picture encoder</source>
        <translation>图片编码器</translation>
    </message>
    <message>
        <source>that it says “{0}”</source>
        <translation>它说出“{0}”</translation>
    </message>
    <message>
        <source>match of text and picture</source>
        <translation>文字与图片的匹配</translation>
    </message>
    <message>
        <source>the vector it gives</source>
        <translation>它给出的向量</translation>
    </message>
    <message>
        <source>Layer {0}, head {1}: spread {2}, largest sink {3}, mean peak {4}</source>
        <translation>第 {0} 层，第 {1} 个头：分散度 {2}，最大汇聚 {3}，平均峰值 {4}</translation>
    </message>
    <message>
        <source>, looks {0} tokens away</source>
        <translation>，平均看 {0} 个词元远</translation>
    </message>
    <message>
        <source>No sink: no token takes much of everything.</source>
        <translation>没有汇聚点：没有词元占去大部分。</translation>
    </message>
    <message>
        <source>Sinks, whatever is asked: {0} of all attention, against an even share.</source>
        <translation>无论问什么都汇聚于：{0}（占全部注意力，括号内为平均份额的倍数）。</translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>分数 {0}</translation>
    </message>
    <message>
        <source>{0} goes to tokens that stand nowhere</source>
        <translation>{0} 落在不对应任何位置的词元上</translation>
    </message>
    <message>
        <source>{0}, layer {1}, mean of its heads</source>
        <translation>{0}，第 {1} 层，各头平均</translation>
    </message>
    <message>
        <source>{0}, layer {1}, head {2}</source>
        <translation>{0}，第 {1} 层，第 {2} 个头</translation>
    </message>
    <message>
        <source>followed through all layers</source>
        <translation>贯穿所有层</translation>
    </message>
    <message>
        <source>what moved the score</source>
        <translation>什么影响了分数</translation>
    </message>
    <message>
        <source>cosine in the common space</source>
        <translation>共同空间中的余弦</translation>
    </message>
    <message>
        <source>of the whole input</source>
        <translation>整个输入</translation>
    </message>
    <message>
        <source>who looked at {0}</source>
        <translation>谁看了 {0}</translation>
    </message>
    <message>
        <source>when it chose “{0}”</source>
        <translation>在它选出“{0}”时</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>从 {0} 看</translation>
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
        <source>item vector</source>
        <translation>物品向量</translation>
    </message>
    <message>
        <source>this token</source>
        <extracomment>Whose score counts; None stands for those who chose the item. Of the maps that are shown, and of those that are asked for. One&apos;s own words and files in the place of the item&apos;s. Folder of another run to ask; None asks the open one.</extracomment>
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
        <source>Search items</source>
        <translation>搜索物品</translation>
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
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>What it had saved is kept: resume to go on from the last checkpoint.</source>
        <translation>已保存的内容均保留：可从最近的检查点继续。</translation>
    </message>
    <message>
        <source>The worker process ended without an answer.</source>
        <translation>工作进程没有作答就结束了。</translation>
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
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <extracomment>How the keys of this system are written, by how we write them. Where -&gt; (keys, what they do, module of gui that understands them).</extracomment>
        <translation>各处</translation>
    </message>
    <message>
        <source>walk the commands found</source>
        <translation>浏览找到的命令</translation>
    </message>
    <message>
        <source>guided tour: on, back, end</source>
        <translation>导览：下一步、上一步、结束</translation>
    </message>
    <message>
        <source>search of an item: walk, choose, leave</source>
        <translation>搜索物品：浏览、选择、离开</translation>
    </message>
    <message>
        <source>words or a picture of your own, where they can be tried</source>
        <translation>您自己的文字或图片（在可以试用的地方）</translation>
    </message>
    <message>
        <source>play sound or film</source>
        <translation>播放声音或影片</translation>
    </message>
    <message>
        <source>a second back or on</source>
        <translation>后退或前进一秒</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>take items back in</source>
        <translation>恢复已移除的物品</translation>
    </message>
    <message>
        <source>copy rows in quarantine</source>
        <translation>复制隔离的行</translation>
    </message>
    <message>
        <source>Time sync</source>
        <translation>时间同步</translation>
    </message>
    <message>
        <source>move the track, with Shift further</source>
        <translation>移动轨道，按住 Shift 移得更远</translation>
    </message>
    <message>
        <source>choose a track</source>
        <translation>选择轨道</translation>
    </message>
    <message>
        <source>track as it was, play from the start, let go</source>
        <translation>恢复轨道、从头播放、放开</translation>
    </message>
    <message>
        <source>take back, do again</source>
        <translation>撤销、重做</translation>
    </message>
    <message>
        <source>Spatial alignment</source>
        <translation>空间对齐</translation>
    </message>
    <message>
        <source>walk the patches, let go</source>
        <translation>浏览图块、取消固定</translation>
    </message>
    <message>
        <source>lay one picture over the other</source>
        <translation>将一张图片叠到另一张上</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>map: move</source>
        <translation>地图：移动</translation>
    </message>
    <message>
        <source>map: nearer, farther</source>
        <translation>地图：放大、缩小</translation>
    </message>
    <message>
        <source>map: all of it</source>
        <translation>地图：全部</translation>
    </message>
    <message>
        <source>a find: open it, play it</source>
        <translation>查找结果：打开、播放</translation>
    </message>
    <message>
        <source>mismatches: checked, or not</source>
        <translation>不匹配项：标记为已查看或取消</translation>
    </message>
    <message>
        <source>similarity: walk the cells, open one</source>
        <translation>相似度：浏览单元格、打开其一</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>walk through heads and layers, nothing pinned</source>
        <translation>浏览头与层、取消全部固定</translation>
    </message>
    <message>
        <source>walk the tokens, pin one, with Shift several</source>
        <translation>浏览词元、固定其一，按住 Shift 固定多个</translation>
    </message>
    <message>
        <source>shares: walk the cells, choose one</source>
        <translation>份额：浏览单元格、选择其一</translation>
    </message>
    <message>
        <source>Inside models</source>
        <translation>模型内部</translation>
    </message>
    <message>
        <source>walk through layers and heads, nothing pinned</source>
        <translation>浏览层与头、取消全部固定</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>like the item, play it, see its attention</source>
        <translation>喜欢该物品、播放、查看其注意力</translation>
    </message>
    <message>
        <source>take back the last change</source>
        <translation>撤销上一次更改</translation>
    </message>
    <message>
        <source>the list as it was learned</source>
        <translation>恢复学到的列表</translation>
    </message>
    <message>
        <source>history: walk, look at an item, remove it</source>
        <translation>历史：浏览、查看物品、移除</translation>
    </message>
</context>
<context>
    <name>LanesView</name>
    <message>
        <source>Tracks before and after</source>
        <extracomment>Seconds an arrow key moves a track, alone and with Shift.</extracomment>
        <translation>前后对比的轨道</translation>
    </message>
    <message>
        <source>Up and down choose a track; left and right move it by 10 ms, with Shift by 100 ms; Delete takes back what was set by hand; Enter plays.</source>
        <translation>上下键选择轨道；左右键将其移动 10 ms，按住 Shift 则为 100 ms；Delete 撤销手动设定；Enter 播放。</translation>
    </message>
    <message>
        <source>Before: every track by its own timestamps</source>
        <translation>之前：各轨道按自身的时间戳</translation>
    </message>
    <message>
        <source>After: all on the clock of the first; drag to correct</source>
        <translation>之后：全部以第一条轨道为时钟；拖动以修正</translation>
    </message>
</context>
<context>
    <name>LatencyView</name>
    <message>
        <source>Latency of single calls</source>
        <extracomment>Pixels of a row&apos;s strokes, around the lines of its text, and above and below all rows. Pixels beside the text of a row. What stands above the strokes of each point: its place and its numbers. As many rows as can be read in this height, what parts place and numbers, and how much of a row they take.</extracomment>
        <translation>单次调用的延迟</translation>
    </message>
    <message>
        <source>time of one call</source>
        <translation>单次调用用时</translation>
    </message>
    <message>
        <source>How long single calls take, the slow ones too. Nothing has been measured for this workload yet.</source>
        <translation>单次调用用时多久，慢的也在内。该工作负载尚未测量。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Each stroke is a call: {0}, none left out; thick: median, dotted: 99 %, of fewer than {1} calls the slowest</source>
        <translation>每条竖线是一次调用：共 {0} 次，无一遗漏；粗线：中位数，点线：99 %，不足 {1} 次时为最慢的一次</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation type="unfinished">{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>median {0}, 99 % ≤ {1}</source>
        <translation>中位数 {0}，99 % ≤ {1}</translation>
    </message>
    <message>
        <source>median {0}, slowest of {1} calls {2}</source>
        <translation>中位数 {0}，{1} 次中最慢 {2}</translation>
    </message>
    <message>
        <source>{0} of {1} rows, the others stand in Numbers</source>
        <translation>显示 {1} 行中的 {0} 行，其余见“数值”</translation>
    </message>
</context>
<context>
    <name>LinksView</name>
    <message>
        <source>Best matches between the tokens of two modalities</source>
        <extracomment>Lines drawn while nothing is pointed at: the strongest.</extracomment>
        <translation>两个模态词元之间的最佳匹配</translation>
    </message>
    <message>
        <source>Nothing can be drawn of &apos;{0}&apos;: it is one vector.</source>
        <translation>“{0}” 无法绘制：它只是一个向量。</translation>
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
    <name>LiveRun</name>
    <message>
        <source>See all results</source>
        <translation>查看全部结果</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Run {0} is in use</source>
        <translation>正在使用运行 {0}</translation>
    </message>
    <message>
        <source>Run {0} ended at epoch {1} of {2}. It can be used as it is, or go on.</source>
        <translation>运行 {0} 在第 {1} 轮（共 {2} 轮）时中止。可以直接使用，也可以继续训练。</translation>
    </message>
    <message>
        <source>Run {0} is done; this split has no test part.</source>
        <translation>运行 {0} 已完成；此划分没有测试部分。</translation>
    </message>
    <message>
        <source>Run {0}: test {1} {2}, 95 % [{3}, {4}]; popularity {5}, chance {6}.</source>
        <translation>运行 {0}：测试 {1} {2}，95 % [{3}, {4}]；流行度 {5}，随机水平 {6}。</translation>
    </message>
</context>
<context>
    <name>MachinesView</name>
    <message>
        <source>Compare these two</source>
        <translation>比较这两个</translation>
    </message>
    <message>
        <source>Folder of results ...</source>
        <translation>结果文件夹…</translation>
    </message>
    <message>
        <source>Results of other machines: the best score stands first</source>
        <translation>其他机器的结果：得分最高的在最前</translation>
    </message>
    <message>
        <source>Results by score</source>
        <translation>按得分排列的结果</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按得分</translation>
    </message>
    <message>
        <source>By machine and date</source>
        <translation>按机器和日期</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation type="unfinished">{0}/秒</translation>
    </message>
    <message>
        <source>mind</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Choose two results to compare them.</source>
        <translation>选择两个结果进行比较。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open a catalog folder</source>
        <extracomment>After so long the window is on screen and nobody has clicked anything yet. Whether a person is asked before running jobs are ended.</extracomment>
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
        <source>What is running goes on as it began; all else computes as chosen now.</source>
        <translation>正在运行的任务照原样继续，其余按新的选择计算。</translation>
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
        <source>Something is still running.</source>
        <translation>还有任务正在运行。</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>Map of all items in all modalities; arrows move, plus and minus zoom, 0 resets</source>
        <extracomment>Above this many points a density is drawn instead of marks. Above this many items lines of all of them would only be a blot. Chosen items that are joined, and that are ringed; beyond it the lasso&apos;s outline must do.</extracomment>
        <translation>所有物品在所有模态中的分布图；方向键移动，加号和减号缩放，0 重置</translation>
    </message>
</context>
<context>
    <name>MapSide</name>
    <message>
        <source>Show in Catalog</source>
        <extracomment>Points at most this far down the map&apos;s own order count as shown near. Points of width that names and sentences need to be read.</extracomment>
        <translation>在物品库中显示</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Nearest by cosine in the full space, over all modalities: what the map should show near. A map in two dimensions must tear some of them away.</source>
        <translation>在完整空间中按余弦最近、涵盖所有模态的邻居：分布图本应将它们显示在附近。二维图必然会把其中一些撕开。</translation>
    </message>
    <message>
        <source>True neighbours</source>
        <translation>真实邻居</translation>
    </message>
    <message>
        <source>Point at an item</source>
        <translation>请指向一个物品</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; items enclosed</source>
        <translation>已圈选 &lt;b&gt;{0}&lt;/b&gt; 个物品</translation>
    </message>
    <message>
        <source>{0} itself</source>
        <translation>{0} 自身</translation>
    </message>
    <message>
        <source>near on the map</source>
        <translation>在图上邻近</translation>
    </message>
    <message>
        <source>torn away by the map</source>
        <translation>被图撕开</translation>
    </message>
    <message>
        <source>True neighbours of {0}: {1} of {2} near on this map, ⤳ torn away</source>
        <translation>{0} 的真实邻居：{2} 个中有 {1} 个在此图上邻近，⤳ 表示被撕开</translation>
    </message>
</context>
<context>
    <name>MapTab</name>
    <message>
        <source>Compute {0}</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation>计算 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} items takes up to a minute or two; it is kept.</source>
        <translation>对 {1} 个物品计算 {0} 最多需要一两分钟；结果会保留。</translation>
    </message>
    <message>
        <source>PCA of all together; the plane keeps {0} of the variance</source>
        <translation>全体联合 PCA；该平面保留 {0} 的方差</translation>
    </message>
    <message>
        <source>a random {0} of {1} items</source>
        <translation>从 {1} 个物品中随机抽取的 {0} 个</translation>
    </message>
    <message>
        <source>density of {0} points</source>
        <translation>{0} 个点的密度</translation>
    </message>
    <message>
        <source>lines only of chosen items</source>
        <translation>仅显示所选物品的连线</translation>
    </message>
    <message>
        <source>Distances between far groups mean little.</source>
        <translation>相距较远的群组之间，距离意义不大。</translation>
    </message>
    <message>
        <source>Map by {0}</source>
        <translation>{0} 分布图</translation>
    </message>
    <message>
        <source>Comparing with the full space ...</source>
        <translation>正在与完整空间比较…</translation>
    </message>
    <message>
        <source>Share of a point&apos;s {0} true neighbours that the map tears away: {1} on average, by chance {2}, of {3} points measured.</source>
        <translation>每个点的 {0} 个真实邻居中被图撕开的占比：平均 {1}，随机水平为 {2}，共测量 {3} 个点。</translation>
    </message>
    <message>
        <source>{0} items enclosed on the alignment map</source>
        <translation>已在对齐分布图上圈选 {0} 个物品</translation>
    </message>
    <message>
        <source>Click a point to see its true neighbours.</source>
        <translation>单击一个点以查看其真实邻居。</translation>
    </message>
    <message>
        <source>The selected item is not on this map.</source>
        <translation>所选物品不在此图上。</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>How the map is made</source>
        <translation>分布图的生成方式</translation>
    </message>
    <message>
        <source>Colour of the points</source>
        <translation>点的颜色</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Drag to enclose items; or hold Shift while dragging.</source>
        <translation>拖动以圈选物品；或在拖动时按住 Shift。</translation>
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
        <translation>高亮标题、文本或 ID</translation>
    </message>
    <message>
        <source>Colour: modality</source>
        <translation>颜色：模态</translation>
    </message>
    <message>
        <source>Colour: neighbourhood loss</source>
        <translation>颜色：邻域损失</translation>
    </message>
    <message>
        <source>Colour: {0}</source>
        <translation>颜色：{0}</translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <source>Columns of {0}</source>
        <extracomment>Rows of a file that are shown.</extracomment>
        <translation>{0} 的列</translation>
    </message>
    <message>
        <source>Which file is what, and which column?</source>
        <translation>哪个文件是什么，哪一列又是什么？</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What {0} holds</source>
        <translation>{0} 的内容</translation>
    </message>
    <message>
        <source>planted truth</source>
        <translation>植入的真值</translation>
    </message>
    <message>
        <source>As the file has it</source>
        <translation>文件中的原样</translation>
    </message>
    <message>
        <source>As it will be read</source>
        <translation>将读取为</translation>
    </message>
    <message>
        <source>How times are written</source>
        <translation>时间的写法</translation>
    </message>
    <message>
        <source>times as they are found to be</source>
        <translation>时间按识别结果</translation>
    </message>
    <message>
        <source>Remember beside the files (triptych.json)</source>
        <translation>在文件旁记住设置 (triptych.json)</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The same from the shell</source>
        <translation>Shell 中的等效命令</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{0} of these rows would go to quarantine; line {1}: {2}</source>
        <translation>这些行中有 {0} 行将进入隔离区；第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>{0} values in these rows would be left out; line {1}: {2}</source>
        <translation>这些行中有 {0} 个值将被略去；第 {1} 行：{2}</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
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
        <translation>余弦 {0}（暗）至 {1}（亮）· {3} 个物品中的 {2} 个</translation>
    </message>
</context>
<context>
    <name>Mel</name>
    <message>
        <source>Spectrogram with seconds and Hz</source>
        <translation>以秒和 Hz 为坐标的频谱图</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <extracomment>Items and users of a sample opened from the menu.</extracomment>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open folder ...</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open file ...</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的物品库</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Sample: shop</source>
        <translation>示例:商店</translation>
    </message>
    <message>
        <source>Sample: music</source>
        <translation>示例:音乐</translation>
    </message>
    <message>
        <source>Sample: video</source>
        <translation>示例:视频</translation>
    </message>
    <message>
        <source>Save picture of this page ...</source>
        <translation>保存此页图片…</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>分享</translation>
    </message>
    <message>
        <source>This page as HTML ...</source>
        <translation>将此页存为 HTML…</translation>
    </message>
    <message>
        <source>Report of everything ...</source>
        <translation>完整报告…</translation>
    </message>
    <message>
        <source>Report as PDF ...</source>
        <translation>PDF 报告…</translation>
    </message>
    <message>
        <source>Bundle for another machine ...</source>
        <translation>供另一台机器使用的数据包…</translation>
    </message>
    <message>
        <source>Prepare and show me</source>
        <translation>准备并展示</translation>
    </message>
    <message>
        <source>Settings ...</source>
        <translation>设置…</translation>
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
        <source>Full screen</source>
        <translation>全屏</translation>
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
        <source>Help and shortcuts</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Guided tour of five minutes</source>
        <translation>五分钟导览</translation>
    </message>
    <message>
        <source>Command palette ...</source>
        <translation>命令面板…</translation>
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
        <source>Nothing was opened yet</source>
        <translation>尚未打开过任何物品库</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Confidence {0}: the best shift against the second best; {1} is needed</source>
        <extracomment>Confidence at the right end of the meter.</extracomment>
        <translation>置信度 {0}：最佳平移与次佳平移之比较；需要 {1}</translation>
    </message>
</context>
<context>
    <name>MetricTile</name>
    <message>
        <source>chance {0}</source>
        <extracomment>Width from which names are written with their blanks, and with a margin.</extracomment>
        <translation>随机水平 {0}</translation>
    </message>
</context>
<context>
    <name>MismatchTab</name>
    <message>
        <source>Canonical directions of both modalities are fitted on four fifths of the items and judge the last fifth, so that no item is judged by what was learned from it. Score: share of strangers whose partner fits better than the own one, both ways, after what each is to all on average is taken off. A wrong partner scores 0.5 on average, a right one near 0.</source>
        <translation>两个模态的典型方向在五分之四的物品上拟合，并用于评判其余五分之一，因此任何物品都不会由从其自身学到的内容来评判。得分：在减去各物品对全体的平均值之后，其对应部分比自身更匹配的陌生物品所占的比例，双向计算。错误的搭配平均得 0.5，正确的接近 0。</translation>
    </message>
    <message>
        <source>Hide checked</source>
        <translation>隐藏已检查项</translation>
    </message>
    <message>
        <source>Mark as checked</source>
        <translation>标记为已检查</translation>
    </message>
    <message>
        <source>Space. The mark is kept for this catalog.</source>
        <translation>空格键。标记会为此物品库保留。</translation>
    </message>
    <message>
        <source>Leave out of the catalog</source>
        <translation>从物品库中排除</translation>
    </message>
    <message>
        <source>Opens the catalog without the chosen items. Features and models are then made anew; opening the catalog again brings everything back.</source>
        <translation>打开不含所选物品的物品库。特征和模型随后需重新生成；重新打开物品库即可全部恢复。</translation>
    </message>
    <message>
        <source>Open in Attention</source>
        <translation>在注意力页中打开</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>strangers fit better</source>
        <translation>更匹配的陌生物品</translation>
    </message>
    <message>
        <source>own cosine</source>
        <translation>自身余弦</translation>
    </message>
    <message>
        <source>a stranger that fits</source>
        <translation>匹配的陌生物品</translation>
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
        <translation>正在将每个物品与陌生物品比较…</translation>
    </message>
    <message>
        <source>Choose a row to see the item and the stranger.</source>
        <translation>选择一行以查看该物品和陌生物品。</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>How many of {0} strangers fit an item&apos;s {1} better than its own {2}: {3} of {4} items score 50 % or more, as a wrong {2} would on average; the median is {5}. {6} checked.</source>
        <translation>在 {0} 个陌生物品中，有多少比物品自身的 {2} 更匹配其 {1}：{4} 个物品中有 {3} 个得分不低于 50 %，错误的 {2} 平均即为此水平；中位数为 {5}。已检查 {6} 个。</translation>
    </message>
    <message>
        <source>{0} and {1} of this item</source>
        <translation>此物品的 {0} 和 {1}</translation>
    </message>
    <message>
        <source>a stranger whose {0} fits</source>
        <translation>{0} 匹配的陌生物品</translation>
    </message>
    <message>
        <source>Space marks as checked, Enter opens the item&apos;s attention.</source>
        <translation>空格键标记为已检查，Enter 打开该物品的注意力。</translation>
    </message>
</context>
<context>
    <name>Modality</name>
    <message>
        <source>text</source>
        <extracomment>Each language&apos;s own name, so that a reader finds it in a window they cannot read. The names of what an item is made of; a catalog&apos;s own features keep theirs.</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>图说</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>behaviour</source>
        <translation>行为</translation>
    </message>
</context>
<context>
    <name>ModalityCard</name>
    <message>
        <source>Encoder for {0}</source>
        <extracomment>Kinds of jobs that are followed here; of those that ran, the last is shown.</extracomment>
        <translation>{0} 的编码器</translation>
    </message>
    <message>
        <source>Get the weights</source>
        <translation>获取权重</translation>
    </message>
    <message>
        <source>Captions ...</source>
        <translation>图说…</translation>
    </message>
    <message>
        <source>Put pictures or clips into words</source>
        <translation>用文字描述图片或视频</translation>
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
        <source>The weights are not on this machine.</source>
        <translation>权重不在本机上。</translation>
    </message>
    <message>
        <source>In a shell: {0}</source>
        <translation>在命令行中：{0}</translation>
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
    <name>ModelFrame</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Open a folder ...</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>A model in the layout of Hugging Face: config.json and *.safetensors</source>
        <translation>Hugging Face 布局的模型：config.json 和 *.safetensors</translation>
    </message>
    <message>
        <source>Which layers</source>
        <translation>哪些层</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Which score</source>
        <translation>哪个分数</translation>
    </message>
    <message>
        <source>Layers × heads</source>
        <translation>层 × 头</translation>
    </message>
    <message>
        <source>The model is asked</source>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>{0} (not here)</source>
        <translation>{0}（不在本机）</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>Where huggingface.co is out of reach, choose a mirror. It never gets a token.</source>
        <translation>如果无法访问 huggingface.co，请选择镜像。镜像不会收到令牌。</translation>
    </message>
    <message>
        <source>Model hub</source>
        <translation>模型站</translation>
    </message>
    <message>
        <source>as pip is set</source>
        <translation>与 pip 的设置相同</translation>
    </message>
    <message>
        <source>Package index</source>
        <translation>软件包索引</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Stay offline: fetch nothing</source>
        <translation>保持离线：不获取任何内容</translation>
    </message>
    <message>
        <source>{0} is set in your environment: no model hub is asked.</source>
        <translation>您的环境中设置了 {0}：不会访问任何模型站。</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Prepare and show me</source>
        <translation>准备并展示</translation>
    </message>
    <message>
        <source>Encode, train a small model with its maps, and show what came of it. Maps and recommendations appear while it learns; stop whenever you like.</source>
        <translation>编码,训练一个带注意力图的小模型,并展示结果。学习过程中就会出现注意力图和推荐;随时可以停止。</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>What the model looks at in an item</source>
        <translation>模型在物品中看什么</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>This machine is not among them yet.</source>
        <translation>这台机器尚不在其中。</translation>
    </message>
    <message>
        <source>Measure the card</source>
        <translation type="unfinished">测量成绩卡</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存:{0}</translation>
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
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>区间</translation>
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
        <translation>{0} · 批大小 {1}</translation>
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
    <name>NumbersView</name>
    <message>
        <source>Every number of a result. No result is open: measure what is ticked.</source>
        <translation>一个结果的全部数字。尚未打开结果：请测量勾选的项目。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
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
        <source>Reading</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Reading ({0}?)</source>
        <translation>读取方式({0} 个疑问)</translation>
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
        <extracomment>What an open catalog is shown with, in pieces that take less than 20 ms each.</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>正在启动…</translation>
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
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>Two pictures of the item laid on each other</source>
        <extracomment>Where the line between the pictures stands, 0 to 1 of the frame. Corners [4, 2] of a patch in pixels of the first picture.</extracomment>
        <translation>该物品的两张图片叠放</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>Point at a cell to see both items. A click opens the item&apos;s attention.</source>
        <extracomment>Height from which there is room for the two items that are pointed at.</extracomment>
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
    <name>OwnInput</name>
    <message>
        <source>A sentence, or a question about the picture</source>
        <extracomment>Paths by kind, &quot;&quot; where there is none.</extracomment>
        <translation>一句话，或关于图片的问题</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Without this file</source>
        <translation>不用这个文件</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Choose a sound</source>
        <translation>选择声音</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Choose a film</source>
        <translation>选择影片</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Picture ...</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Sound ...</source>
        <translation>声音…</translation>
    </message>
    <message>
        <source>Film ...</source>
        <translation>影片…</translation>
    </message>
    <message>
        <source>Choose a file, drop one here, or paste a picture</source>
        <translation>选择文件、拖到此处或粘贴图片</translation>
    </message>
    <message>
        <source>pasted {0}.png</source>
        <translation>粘贴的图片 {0}.png</translation>
    </message>
</context>
<context>
    <name>OwnPanel</name>
    <message>
        <source>As the item</source>
        <extracomment>Parts of the score that change less are not told.</extracomment>
        <translation>恢复为该物品</translation>
    </message>
    <message>
        <source>The item&apos;s own words and files again</source>
        <translation>重新使用该物品自己的文字和文件</translation>
    </message>
    <message>
        <source>Prove it</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Masks what moved the score most, and as much at random, of what is given here</source>
        <translation>遮住此处内容中最影响得分的部分，并随机遮住同样多的部分作比较</translation>
    </message>
    <message>
        <source>The encoders are being loaded.</source>
        <translation>正在加载编码器。</translation>
    </message>
    <message>
        <source>Place {0} of {1} {2}. Change a word, drop or paste a picture: nothing of it changes the catalog.</source>
        <translation>名次 {0}（共 {1} 个，{2}）。改一个词，拖入或粘贴图片：物品库不会因此改变。</translation>
    </message>
    <message>
        <source>Place {0} of {1} {2}</source>
        <translation>名次 {0}（共 {1} 个，{2}）</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>分数 {0}</translation>
    </message>
    <message>
        <source>No part of the score has changed.</source>
        <translation>得分的各部分都没有变化。</translation>
    </message>
    <message>
        <source>Parts of the score, which sum to it, before and after; largest change first.</source>
        <translation>得分的各组成部分（相加即为得分），改动前与改动后；变化最大的排在前面。</translation>
    </message>
    <message>
        <source>for user {0}</source>
        <translation>对用户 {0}</translation>
    </message>
    <message>
        <source>for the {0} people who chose it</source>
        <translation>对选择了它的 {0} 人</translation>
    </message>
    <message>
        <source>for everybody</source>
        <translation>对所有人</translation>
    </message>
    <message>
        <source>Masking the {0} that moved the score most moves it {1} × as far as chance.</source>
        <translation>遮住最影响得分的 {0} 时，得分的变动是随机遮盖的 {1} 倍。</translation>
    </message>
</context>
<context>
    <name>Panels</name>
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
        <source>Film</source>
        <translation>影片</translation>
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
        <translation>{0} · 批大小 {1}</translation>
    </message>
</context>
<context>
    <name>ParityView</name>
    <message>
        <source>Is the faster one still right? Only the plain CPU was measured, to which others are held. Measure another precision, compilation or device.</source>
        <translation>更快的结果还正确吗？目前只测了作为基准的普通 CPU。请再测另一种精度、编译方式或设备。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Outputs on the same inputs and weights against the CPU in fp32 without compilation, compared before anything is timed.</source>
        <translation>以 CPU、fp32、未编译为基准，在相同输入和权重下比较输出；比较先于一切计时。</translation>
    </message>
</context>
<context>
    <name>PartsView</name>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>How much of the ranking comes from words, pictures, what others chose and each vote? Parts are left out and everything is ranked again.</source>
        <translation>排序中有多少来自文字、图片、他人的选择和各项投票？逐一去掉各部分并重新排序。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>NDCG@{0} on {1} of {2} users: {3}. Below: how much less without each part (95 % over users, all together). Rare: chosen at most {4} times in training.</source>
        <translation>{2} 名用户在{1}集上的 NDCG@{0}：{3}。下表：去掉各部分后的变化（对用户的 95 % 区间，同时成立）。少见：训练中最多被选择 {4} 次。</translation>
    </message>
    <message>
        <source>without</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>all items</source>
        <translation>全部物品</translation>
    </message>
    <message>
        <source>rare items</source>
        <translation>少见物品</translation>
    </message>
</context>
<context>
    <name>PatchView</name>
    <message>
        <source>Picture</source>
        <extracomment>How much of a patch without weight is hidden, and how strongly the hue lies on one with all. The geometry and the places of the patches in it.</extracomment>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>compiled</source>
        <extracomment>Calls of which the slowest one lies beyond 99 % of them.</extracomment>
        <translation>已编译</translation>
    </message>
    <message>
        <source>{0} threads</source>
        <translation>{0} 线程</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Transport plan</source>
        <translation>传输方案</translation>
    </message>
    <message>
        <source>{0} takes</source>
        <translation>{0} 接收</translation>
    </message>
    <message>
        <source>{0} gives</source>
        <translation>{0} 给出</translation>
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
        <source>Volume = attention</source>
        <translation>音量 = 注意力</translation>
    </message>
    <message>
        <source>Loud where the map points, quiet elsewhere</source>
        <translation>注意力图指向之处响亮，其余安静</translation>
    </message>
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
        <extracomment>Commands to Qt&apos;s player. Whether something sounds now, or was told to. Seconds to go to as soon as the file is open.</extracomment>
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
        <translation>正在进行…</translation>
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
    <name>PrepareBar</name>
    <message>
        <source>Preparation of the catalog</source>
        <extracomment>The time left is told anew so often. Pages that lead to what was prepared rather than showing it.</extracomment>
        <translation>物品库的准备</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>End now with what was made so far</source>
        <translation>现在结束,保留已完成的部分</translation>
    </message>
    <message>
        <source>Get the weights</source>
        <translation>获取权重</translation>
    </message>
    <message>
        <source>Go on without them</source>
        <translation>不用它们继续</translation>
    </message>
    <message>
        <source>What they are for is left out</source>
        <translation>与之相关的模态将被略去</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Progress of the whole</source>
        <translation>总进度</translation>
    </message>
    <message>
        <source>1. See what it looks at</source>
        <translation>1. 看模型关注什么</translation>
    </message>
    <message>
        <source>3. See what says the same</source>
        <translation>3. 看哪些内容说的是同一件事</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stopped. What was made is kept.</source>
        <translation>已停止。已完成的部分会保留。</translation>
    </message>
    <message>
        <source>It could not be finished. What was made is kept, and can be gone on with.</source>
        <translation>未能完成。已完成的部分会保留,可以接着进行。</translation>
    </message>
    <message>
        <source>{0} ({1} MB, {2})</source>
        <translation>{0}（{1} MB，{2}）</translation>
    </message>
    <message>
        <source>These weights are not on this machine yet: {0}.</source>
        <translation>本机还没有这些权重：{0}。</translation>
    </message>
    <message>
        <source>ending ...</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>starting ...</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>约剩 {0}</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>准备好了。</translation>
    </message>
    <message>
        <source>{0}: its map points right {1} of {2} times.</source>
        <translation>{0}:注意力图在 {2} 次中指对 {1} 次。</translation>
    </message>
    <message>
        <source>{0}: its map is the sharpest found.</source>
        <translation>{0}:其注意力图是找到的最清晰的。</translation>
    </message>
    <message>
        <source>2. See what {0} is recommended</source>
        <translation>2. 看推荐给 {0} 的内容</translation>
    </message>
    <message>
        <source>User {0}: {1} of {2} held-out items are among the first {3}.</source>
        <translation>用户 {0}:{2} 个留出物品中有 {1} 个排在前 {3} 位。</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>Getting the weights of the encoders</source>
        <extracomment>What is trained with: the Transformer and its maps, in few epochs. Parts of the whole time that the steps take on a sample; an estimate is made of them.</extracomment>
        <translation>获取编码器的权重</translation>
    </message>
    <message>
        <source>Reading the items</source>
        <translation>正在读取物品</translation>
    </message>
    <message>
        <source>Learning what people choose</source>
        <translation>正在学习人们的选择</translation>
    </message>
    <message>
        <source>Learning what belongs together</source>
        <translation>学习哪些内容属于一起</translation>
    </message>
    <message>
        <source>Choosing what to show</source>
        <translation>正在挑选要展示的内容</translation>
    </message>
    <message>
        <source>Getting weights</source>
        <translation>获取权重</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{0} left</source>
        <extracomment>Steps of a bar; finer than any screen is wide.</extracomment>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>paused at {0} %, {1} of {2}</source>
        <translation>已暂停于 {0} %，{1} / {2}</translation>
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
        <translation>遮蔽此物品最强的词元，再随机遮蔽同样数量的词元，每次都向模型查询得分。</translation>
    </message>
    <message>
        <source>Whole catalog</source>
        <translation>整个物品库</translation>
    </message>
    <message>
        <source>The same for items drawn from the catalog, by what moved the score.</source>
        <translation>对从物品库中抽取的物品作同样验证，依据影响得分的因素。</translation>
    </message>
    <message>
        <source>by what moved the score</source>
        <translation>依据影响得分的因素</translation>
    </message>
    <message>
        <source>by the map on screen</source>
        <translation>依据屏幕上的图</translation>
    </message>
    <message>
        <source>Which map is proved</source>
        <translation>要验证哪一种图</translation>
    </message>
    <message>
        <source>What moved the score: gradient relevance, made for this question. The map on screen: raw attention says where the model looked, which need not matter.</source>
        <translation>影响得分的因素：梯度相关性，专为回答这一问题而设。屏幕上的图：原始注意力表明模型看了哪里，但所看之处未必重要。</translation>
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
        <translation>正在遮蔽…</translation>
    </message>
    <message>
        <source>Masking the strongest {0} of every modality&apos;s tokens ({1} tokens in all) moves the score by {2}; as many of each at random by {3}: {4}</source>
        <translation>遮蔽每个模态中最强的 {0} 词元（共 {1} 个词元）使得分变化 {2}；各模态随机遮蔽同样多的词元使得分变化 {3}：{4}</translation>
    </message>
    <message>
        <source>Over {0} items, masking the {1} of every modality&apos;s tokens that moved the score most moves it by {2}; as many of each at random by {3}: {4} It moves more on {5} of them.</source>
        <translation>在 {0} 个物品上，遮蔽每个模态中对得分影响最大的 {1} 词元使得分变化 {2}；各模态随机遮蔽同样多的词元使得分变化 {3}：{4} 其中 {5} 个物品的变化更大。</translation>
    </message>
    <message>
        <source>{0} × chance (95 %: {1} to {2}).</source>
        <translation>{0} × 随机水平（95 %：{1} 至 {2}）。</translation>
    </message>
    <message>
        <source>At {0} masked: {1} × chance.</source>
        <translation>遮蔽 {0} 时：{1} × 随机水平。</translation>
    </message>
    <message>
        <source>at random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>{0} × chance.</source>
        <translation>{0} × 随机水平。</translation>
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
        <source>score moved by</source>
        <translation>得分变化量</translation>
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
    <message>
        <source>Does it matter?</source>
        <translation>它重要吗？</translation>
    </message>
    <message>
        <source>Masks the strongest tokens of this map, and as many at random: masked tokens leave every softmax of the model.</source>
        <translation>遮住此图中最强的词元，再随机遮住同样多：被遮住的词元退出模型的每个 softmax。</translation>
    </message>
    <message>
        <source>Masking {0} of the tokens at random moves nothing: no comparison.</source>
        <translation>随机遮住 {0} 的词元没有任何影响：无法比较。</translation>
    </message>
    <message>
        <source>Without the strongest {0} the score moves by {1}, without as many at random by {2}: {3} times as far.</source>
        <translation>去掉最强的 {0} 后分数变动 {1}，随机去掉同样多则变动 {2}：相差 {3} 倍。</translation>
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
        <translation>导出 CSV…</translation>
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
</context>
<context>
    <name>Rates</name>
    <message>
        <source>{0} {1}/s</source>
        <translation>{0} {1}/秒</translation>
    </message>
</context>
<context>
    <name>ReadingTab</name>
    <message>
        <source>Change ...</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Say which file is what, and which column means what</source>
        <translation>指定每个文件是什么、每一列表示什么</translation>
    </message>
    <message>
        <source>How the files were read</source>
        <translation>文件的读取方式</translation>
    </message>
    <message>
        <source>File, column</source>
        <translation>文件、列</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>读作</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>How these files were read was not recorded.</source>
        <translation>没有记录这些文件的读取方式。</translation>
    </message>
    <message>
        <source>The files were read as {0} says.</source>
        <translation>文件按{0}所述读取。</translation>
    </message>
    <message>
        <source>The folder was taken for the layout {0}: {1}.</source>
        <translation>该文件夹被识别为布局 {0}:{1}。</translation>
    </message>
    <message>
        <source>What each file holds and which column means what was found by looking.</source>
        <translation>每个文件的内容和每一列的含义是通过查看文件得出的。</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>planted truth</source>
        <translation>预设真值</translation>
    </message>
    <message>
        <source>training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>{0} of the item</source>
        <translation>物品的{0}</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>media</source>
        <translation>媒体</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>How the score adds up</source>
        <translation>分数如何构成</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Take these items out of the history and rank again</source>
        <translation>从历史中移除这些物品并重新排序</translation>
    </message>
    <message>
        <source>Save ...</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save this reason for a slide</source>
        <translation>保存此理由，用于幻灯片</translation>
    </message>
    <message>
        <source>As a picture ...</source>
        <translation>存为图片…</translation>
    </message>
    <message>
        <source>As a page (HTML) ...</source>
        <translation>存为网页 (HTML)…</translation>
    </message>
    <message>
        <source>Do the named items of the history hold it? Named order | random</source>
        <translation>所列历史物品是否真正支撑它？所列顺序 | 随机</translation>
    </message>
    <message>
        <source>No {0} items of the history could drop it from the list.</source>
        <translation>移除历史中任意 {0} 个物品都不会让它离开列表。</translation>
    </message>
    <message>
        <source>No small change of the history was found that drops it.</source>
        <translation>没有找到能让它离开列表的小改动。</translation>
    </message>
    <message>
        <source>Without {0} in the history it would drop from the list.</source>
        <translation>如果历史中没有 {0}，它就会离开列表。</translation>
    </message>
    <message>
        <source>Its place is {0}; without each part: {1}</source>
        <translation>它排在第 {0} 位；去掉各部分后：{1}</translation>
    </message>
    <message>
        <source>The picture cannot be written.</source>
        <translation>无法写入图片。</translation>
    </message>
    <message>
        <source>place {0} without it</source>
        <translation>去掉后排第 {0} 位</translation>
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
        <extracomment>Whether somebody to begin with was looked for in this catalog.</extracomment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>撤回上一次更改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Open a catalog first: there is nobody to recommend to.</source>
        <translation>请先打开一个物品库：目前没有可推荐的对象。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>This catalog has no histories, so nothing can be recommended. Its maps are on Attention, what agrees on Alignment.</source>
        <translation>此物品库没有历史记录，因此无法推荐。它的注意力图在“注意力”页，一致性在“对齐”页。</translation>
    </message>
    <message>
        <source>Go to Attention</source>
        <translation>前往“注意力”</translation>
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
</context>
<context>
    <name>ResultColumn</name>
    <message>
        <source>Choices of this user that training was not shown, and how many the list has</source>
        <translation>训练时未见过的该用户的选择，以及列表命中了其中多少</translation>
    </message>
    <message>
        <source>What holds this list?</source>
        <translation>是什么支撑这个列表？</translation>
    </message>
    <message>
        <source>The fewest items of the history, up to three, on which half of the list hangs</source>
        <translation>历史中最少的几个物品（最多三个），列表的一半取决于它们</translation>
    </message>
    <message>
        <source>✓ {0} of {1} found</source>
        <translation>✓ 命中 {0} / {1}</translation>
    </message>
    <message>
        <source>Without {0} in the history, {1} of these items would give way.</source>
        <translation>如果历史中没有 {0}，其中 {1} 个物品会被替换。</translation>
    </message>
    <message>
        <source>Nothing in the history holds this list.</source>
        <translation>历史中没有物品支撑这个列表。</translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>SYNTHETIC: measured on a fake device; these numbers describe no machine.</source>
        <translation>合成数据：在模拟设备上测得；这些数值不代表任何机器。</translation>
    </message>
    <message>
        <source>Newest result</source>
        <extracomment>Where a newer result is, the whole card that this one is not, what a killed run measured.</extracomment>
        <translation>最新结果</translation>
    </message>
    <message>
        <source>Newest whole card</source>
        <translation>最新完整成绩卡</translation>
    </message>
    <message>
        <source>A run that was killed</source>
        <translation>被强行终止的测量</translation>
    </message>
    <message>
        <source>What it had measured until then; it can be saved</source>
        <translation>它到那时为止测得的内容；可以保存</translation>
    </message>
    <message>
        <source>No result is open</source>
        <translation>未打开任何结果</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>cores: {0}</source>
        <translation>核心数：{0}</translation>
    </message>
    <message>
        <source>{0} of {1} points are rough or uncertain</source>
        <translation>{1} 个点中有 {0} 个粗略或不确定</translation>
    </message>
</context>
<context>
    <name>ResultViews</name>
    <message>
        <source>Views of the result</source>
        <extracomment>Groups of workloads whose calls are timed in stages on every device.</extracomment>
        <translation>结果视图</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>成绩卡</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
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
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Two results</source>
        <translation>两个结果</translation>
    </message>
    <message>
        <source>What to buy</source>
        <translation>买什么</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
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
        <source>Sustained</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Trained without histories: words, pictures and sound learned to agree. It has maps and alignment; nothing is ranked, so nothing is measured.</source>
        <translation>训练时没有历史记录：文字、图片和声音学会了彼此一致。模型有注意力图和对齐；不做排名，因此也没有指标。</translation>
    </message>
    <message>
        <source>This run has not been tested yet.</source>
        <translation>此运行尚未测试。</translation>
    </message>
    <message>
        <source>{0} test interactions of {1} users, split {2}; best epoch {3} of {4}, trained in {5} s on: {6}.</source>
        <translation>{1} 位用户的 {0} 次测试交互，划分 {2}；最佳轮次 {3} / {4}，训练耗时 {5} s，设备：{6}。</translation>
    </message>
    <message>
        <source>chosen together</source>
        <translation>常被一起选择</translation>
    </message>
    <message>
        <source>Weights of the neighbours&apos; vote: {0}.</source>
        <translation>邻居投票的权重：{0}。</translation>
    </message>
    <message>
        <source>Share of a user&apos;s test items among the first {0}, mean over users.</source>
        <translation>用户的测试物品中排在前 {0} 名的占比，对用户取均值。</translation>
    </message>
    <message>
        <source>Hits weighted by 1 / log2(rank + 1), over the best possible list.</source>
        <translation>命中按 1 / log2(排名 + 1) 加权，再除以最优列表的值。</translation>
    </message>
    <message>
        <source>Popularity lift</source>
        <translation>流行度提升</translation>
    </message>
    <message>
        <source>Mean popularity of the listed items over that of the users&apos; histories: 1 is faithful to their taste, above 1 favours hits.</source>
        <translation>列表中物品的平均流行度与用户历史的平均流行度之比：1 表示忠于用户偏好，大于 1 表示偏向热门物品。</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Share of all items in anybody&apos;s list.</source>
        <translation>出现在任一用户列表中的物品占全部物品的比例。</translation>
    </message>
    <message>
        <source>Gini</source>
        <translation>基尼系数</translation>
    </message>
    <message>
        <source>Inequality of how often items are listed: 0 all alike, 1 one item takes all.</source>
        <translation>物品被列出次数的不均等程度：0 表示完全均等，1 表示一个物品独占。</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖度</translation>
    </message>
    <message>
        <source>Mean -log2 of the listed items&apos; share of all interactions, in bits.</source>
        <translation>列表中物品占全部交互比例的 -log2 的均值，单位为比特。</translation>
    </message>
    <message>
        <source>Recall over the {0} test interactions with items nobody chose in training: only their content can find them. Chance is K / items.</source>
        <translation>在训练中无人选择的物品上的 {0} 次测试交互的召回率：只有凭内容才能找到它们。随机水平为 K / 物品数。</translation>
    </message>
    <message>
        <source>Cold items R@{0}</source>
        <translation>冷启动物品 R@{0}</translation>
    </message>
    <message>
        <source>All test items were also seen in training.</source>
        <translation>所有测试物品在训练中也都出现过。</translation>
    </message>
    <message>
        <source>Quick run</source>
        <translation>快速测量</translation>
    </message>
    <message>
        <source>Standard run</source>
        <translation>标准测量</translation>
    </message>
    <message>
        <source>Rigorous run</source>
        <translation>严格测量</translation>
    </message>
    <message>
        <source>Sustained run</source>
        <translation>持续运行</translation>
    </message>
    <message>
        <source>{0} workloads</source>
        <translation>{0} 项工作负载</translation>
    </message>
</context>
<context>
    <name>RobustnessView</name>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损坏方式</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Damage some items&apos; words, picture or sound, and rank everything again</source>
        <translation>损坏部分物品的文字、图片或声音，并重新对全部物品排名</translation>
    </message>
    <message>
        <source>Metric against the share of damaged items</source>
        <translation>指标随受损物品占比的变化</translation>
    </message>
    <message>
        <source>Bands: 95 % over users. Noise is as strong as the features; swapped items get the tokens of another. Mean of {0} draws.</source>
        <translation>区间带：对用户的 95 %。噪声与特征同样强；交换的物品得到另一物品的词元。{0} 次抽样的均值。</translation>
    </message>
    <message>
        <source>What happens to this run when pictures are missing, sound is noisy, or words belong to another item? Nothing is trained again.</source>
        <translation>当图片缺失、声音含噪，或文字属于另一物品时，这个运行会怎样？不会重新训练任何内容。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>% of items damaged</source>
        <translation>受损物品，%</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>交换</translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>FLOP per byte that must be moved</source>
        <translation>每搬运一字节的 FLOP</translation>
    </message>
    <message>
        <source>FLOP/s</source>
        <translation>FLOP/s</translation>
    </message>
    <message>
        <source>How near does work come to what this machine can do at most? Its limits are measured beside work whose operations are counted.</source>
        <translation>实际工作离本机极限有多近？会同时测量机器的上限和运算量可统计的工作负载。</translation>
    </message>
    <message>
        <source>roof of {0} · {1} · threads: {2}</source>
        <translation>{0} 的屋顶 · {1} · 线程数：{2}</translation>
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
        <translation>{0} · 批大小 {1}</translation>
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
        <translation>使用</translation>
    </message>
    <message>
        <source>Show this run on all pages</source>
        <translation>在所有页面上显示此运行</translation>
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
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>TensorBoard</source>
        <translation>TensorBoard</translation>
    </message>
    <message>
        <source>Write events and copy the command that shows them</source>
        <translation>写出事件，并复制用于显示它们的命令</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>The table as it is</source>
        <translation>按原样导出表格</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move to the trash of the workspace</source>
        <translation>移至工作区的回收站</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>鲁棒性</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Select a run to see its results, two or more to compare.</source>
        <translation>选择一个运行以查看其结果，选择两个或更多以作比较。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The events are written; on the clipboard is: {0}</source>
        <translation>事件已写出；剪贴板内容为：{0}</translation>
    </message>
    <message>
        <source>This run is being trained; cancel it first.</source>
        <translation>此运行正在训练；请先取消。</translation>
    </message>
    <message>
        <source>Delete {0}? The folder moves to the trash of the workspace and can be moved back.</source>
        <translation>删除 {0}？该文件夹将移至工作区的回收站，可以移回。</translation>
    </message>
    <message>
        <source>Could not delete: {0}</source>
        <translation>无法删除：{0}</translation>
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
        <translation>运行 {0}，开始于 {1}。</translation>
    </message>
    <message>
        <source>All pages show this run.</source>
        <translation>所有页面均显示此运行。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
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
        <source>interrupted at epoch {0} of {1}</source>
        <translation>在第 {0} 轮（共 {1} 轮）中断</translation>
    </message>
    <message>
        <source>A part of its curves was lost: the file of its metrics is damaged.</source>
        <translation>部分曲线已丢失：其指标文件已损坏。</translation>
    </message>
    <message>
        <source>The note could not be stored: {0}</source>
        <translation>无法保存备注：{0}</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
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
    <name>Saving</name>
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
        <source>Measure over sizes</source>
        <translation>按规模测量</translation>
    </message>
    <message>
        <source>A few minutes: how cost grows with items, users, tokens and width</source>
        <translation>需要几分钟：开销如何随物品、用户、词元和宽度增长</translation>
    </message>
    <message>
        <source>number of {0}</source>
        <translation>{0}数</translation>
    </message>
    <message>
        <source>How does the time grow with more items, users and words, or wider vectors? Measure over sizes, or open a file that “{0}” wrote.</source>
        <translation>物品、用户、文字更多或向量更宽时，用时如何增长？按规模测量，或打开“{0}”写出的文件。</translation>
    </message>
    <message>
        <source>{0}: time grows as n^{1} [{2}, {3}], at the end as n^{4}</source>
        <translation>{0}：用时按 n^{1} 增长 [{2}, {3}]，末端为 n^{4}</translation>
    </message>
    <message>
        <source>dashed: power law through all sizes; bars: 95 % intervals of the median</source>
        <translation>虚线：拟合所有规模的幂律；竖线：中位数的 95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>ScanLine</name>
    <message>
        <source>Scan all items</source>
        <translation>扫描所有物品</translation>
    </message>
    <message>
        <source>Progress of the scan</source>
        <translation>扫描进度</translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation>{1} 个物品中的 {0} 个</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was found so far is kept</source>
        <translation>保留目前已找到的结果</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Files that did not change are not decoded again</source>
        <translation>未更改的文件不会再次解码</translation>
    </message>
    <message>
        <source>{0} items not scanned yet</source>
        <translation>{0} 个物品尚未扫描</translation>
    </message>
</context>
<context>
    <name>Scans</name>
    <message>
        <source>Comparing tracks</source>
        <extracomment>A catalog of at most this many is scanned when its page is first shown.</extracomment>
        <translation>正在比较轨道</translation>
    </message>
    <message>
        <source>Looking at pictures</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>no item has two tracks, such as sound and subtitles, to compare</source>
        <translation>没有物品具有两条可比较的轨道，例如声音和字幕</translation>
    </message>
    <message>
        <source>no item has a picture; features and texts have no pixels to align</source>
        <translation>没有物品带有图片；特征和文本没有可对齐的像素</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) to look at: left alone, not sure enough</source>
        <translation>
            <numerusform>%n 个物品待查看：保持不变，把握不足</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} moved, {1} by hand, {2} agree, {3} with too little to compare</source>
        <translation>已移动 {0} 个，手动 {1} 个，一致 {2} 个，内容太少无法比较 {3} 个</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) cannot be read</source>
        <translation>
            <numerusform>%n 张图片无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} pictures are aligned, the others pass</source>
        <translation>{1} 张图片中有 {0} 张已对齐，其余直接通过</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Earlier searches</source>
        <extracomment>The search that is shown, and what is known of it.</extracomment>
        <translation>以往的搜索</translation>
    </message>
    <message>
        <source>trials: </source>
        <translation>试验：</translation>
    </message>
    <message>
        <source>Number of trials</source>
        <translation>试验次数</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>end poor trials early</source>
        <translation>提前终止较差的试验</translation>
    </message>
    <message>
        <source>Hyperband</source>
        <translation>Hyperband</translation>
    </message>
    <message>
        <source>train every trial to its end</source>
        <translation>每次试验都训练到底</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run this search until it has as many trials as asked</source>
        <translation>继续此搜索，直到达到所要求的试验次数</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move this search to the trash of the workspace</source>
        <translation>将此搜索移到工作区的回收站</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Put the best trial&apos;s settings into the form</source>
        <translation>将最佳试验的设置填入表单</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Delete search {0}? The folder moves to the trash of the workspace and can be moved back. Models that were trained with its settings are kept.</source>
        <translation>删除搜索 {0}？该文件夹会移到工作区的回收站，可以移回。用其设置训练的模型会保留。</translation>
    </message>
    <message>
        <source>Could not delete: {0}</source>
        <translation>无法删除：{0}</translation>
    </message>
    <message>
        <source>search {0}: {1}</source>
        <translation>搜索 {0}：{1}</translation>
    </message>
    <message>
        <source>Best of {0}: trial {1} with {2} {3} on the validation part.</source>
        <translation>{0} 次试验中的最佳：试验 {1}，验证部分的 {2} 为 {3}。</translation>
    </message>
    <message>
        <source>Tick the settings to vary. Trials are judged by the validation part; the test part is never looked at.</source>
        <translation>勾选要变动的设置。试验由验证部分评判；绝不查看测试部分。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Asking for the device ...</source>
        <extracomment>Whether a person was told that what the window remembers cannot be written. Where file dialogs start. Why the last catalog could not be opened, as it was told. The device line as shown, with its reason; whether it is more than the CPU.</extracomment>
        <translation>正在查询设备…</translation>
    </message>
    <message>
        <source>Opening {0}</source>
        <extracomment>Stages of which something was made before the files changed. Calls `read` of a load, now or in a thread, and hands its result or exception to `loaded`.</extracomment>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>Making the {0} sample</source>
        <translation>生成 {0} 示例</translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation>正在加载 {0}</translation>
    </message>
    <message>
        <source>%n row(s) in quarantine</source>
        <translation>隔离区中有 %n 行</translation>
    </message>
    <message>
        <source>{0}, line {1}</source>
        <translation>{0}，第 {1} 行</translation>
    </message>
    <message>
        <source>{0}, column &apos;{1}&apos;</source>
        <translation>{0}，列“{1}”</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Everything stays on this machine: catalogs, models and what you look at. Only weights are fetched, when you ask for them; no usage is recorded or sent.</source>
        <translation>所有内容都留在本机：物品库、模型以及您查看的内容。只有在您要求时才会获取权重；不记录也不发送任何使用情况。</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Weights of encoders</source>
        <translation>编码器的权重</translation>
    </message>
    <message>
        <source>Disk use</source>
        <translation>磁盘占用</translation>
    </message>
</context>
<context>
    <name>SettingsSide</name>
    <message>
        <source>Configuration</source>
        <extracomment>Fields few need to touch: shown on request, or once they differ from the preset. What is changed first, by those who change something.</extracomment>
        <translation>配置</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>恢复为预设</translation>
    </message>
    <message>
        <source>Device cpu: plain SGD runs on one core</source>
        <translation>设备 cpu：普通 SGD 在一个核心上运行</translation>
    </message>
    <message>
        <source>auto: {0}</source>
        <translation>自动：{0}</translation>
    </message>
    <message>
        <source>Device {0}</source>
        <translation>设备 {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>重置 {0}</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>测量内容</translation>
    </message>
    <message>
        <source>on the open catalog</source>
        <translation>用已打开的物品库</translation>
    </message>
    <message>
        <source>Its own words, pictures and sounds, and training on its histories</source>
        <translation>用其自身的文字、图片和声音，并在其历史记录上训练</translation>
    </message>
    <message>
        <source>To see an accelerator&apos;s numbers, run “{0}” on a machine that has one and open the file here.</source>
        <extracomment>What the doctor finds amiss, and the remedy.</extracomment>
        <translation>要看加速器的数字，请在有加速器的机器上运行“{0}”，然后在这里打开文件。</translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message>
        <source>Other picture</source>
        <translation>另一张图片</translation>
    </message>
    <message>
        <source>Before | after</source>
        <translation>之前 | 之后</translation>
    </message>
    <message>
        <source>Drag the line between the two</source>
        <translation>拖动两者之间的分界线</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>The other one half transparent</source>
        <translation>另一张半透明</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>The other one on and off</source>
        <translation>另一张交替显示和隐藏</translation>
    </message>
    <message>
        <source>How both are shown</source>
        <translation>两者的显示方式</translation>
    </message>
    <message>
        <source>{0} with</source>
        <translation>{0} 与</translation>
    </message>
    <message>
        <source>This item has one picture. Others are found in further columns of paths, beside it (mug.jpg, mug_2.jpg), and in its film.</source>
        <translation>此物品只有一张图片。其他图片可来自更多的路径列、同一文件夹（mug.jpg、mug_2.jpg）以及其影像。</translation>
    </message>
    <message>
        <source>Registered. {0} Confidence {1} (needed {2}), overlap {3}.</source>
        <translation>已配准。{0} 置信度 {1}（需要 {2}），重叠 {3}。</translation>
    </message>
    <message>
        <source>Refused: {0} Confidence {1} (needed {2}), overlap {3}.</source>
        <translation>已拒绝：{0} 置信度 {1}（需要 {2}），重叠 {3}。</translation>
    </message>
    <message>
        <source>Point at a patch to see where it lies in both.</source>
        <translation>指向一个图块，查看它在两张图中的位置。</translation>
    </message>
    <message>
        <source>Patch {0}: pixel {1}, {2} of the first picture, {3}, {4} of the other.</source>
        <translation>图块 {0}：第一张图的像素 {1}, {2}，另一张图的像素 {3}, {4}。</translation>
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
    <name>Sharing</name>
    <message>
        <source>Save page</source>
        <extracomment>What is told for paper, and the PDF it becomes.</extracomment>
        <translation>保存页面</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Triptych bundle (*.triptych)</source>
        <translation>Triptych 数据包 (*.triptych)</translation>
    </message>
    <message>
        <source>Save bundle</source>
        <translation>保存数据包</translation>
    </message>
    <message>
        <source>Writing the bundle</source>
        <translation>正在写数据包</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>Open a catalog first.</source>
        <translation>请先打开一个物品库。</translation>
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
    <name>Sizes</name>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>width of vectors</source>
        <translation>向量宽度</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>{0} bands on the mel scale, a frame every {1} ms.</source>
        <translation>梅尔刻度上的 {0} 个频带，每 {1} ms 一帧。</translation>
    </message>
    <message>
        <source>What sounds higher than {0} kHz is not shown.</source>
        <translation>高于 {0} kHz 的声音不显示。</translation>
    </message>
    <message>
        <source>Lines on top: the {0} tokens of {1}.</source>
        <translation>顶部线条：{1} 的 {0} 个词元。</translation>
    </message>
    <message>
        <source>Encode the catalog to see the encoder&apos;s tokens here.</source>
        <translation>对物品库编码后，可在此查看编码器的词元。</translation>
    </message>
    <message>
        <source>Point at a cell to see its seconds and Hz.</source>
        <translation>指向一个单元格以查看其秒数和 Hz。</translation>
    </message>
    <message>
        <source>{0} to {1} s, {2} to {3} Hz</source>
        <translation>{0} 至 {1} s，{2} 至 {3} Hz</translation>
    </message>
    <message>
        <source>, token {0} ({1} to {2} s)</source>
        <translation>，词元 {0}（{1} 至 {2} s）</translation>
    </message>
</context>
<context>
    <name>SpatialPage</name>
    <message>
        <source>Several pictures</source>
        <translation>多张图片</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Spatial alignment</source>
        <extracomment>Query of each tab. Of what a catalog has to have one for each tab.</extracomment>
        <translation>空间对齐</translation>
    </message>
    <message>
        <source>From the pixels of a file to the grid of the encoder, and every patch back again.</source>
        <translation>从文件的像素到编码器的网格，每个图块都能映射回去。</translation>
    </message>
    <message>
        <source>Text as picture</source>
        <translation>文字转图片</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>频谱图</translation>
    </message>
    <message>
        <source>Open a catalog first: its pictures are laid on the encoder&apos;s grid here.</source>
        <translation>请先打开物品库：其图片将在此铺到编码器的网格上。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Not needed here: {0}.</source>
        <translation>此处无需处理：{0}。</translation>
    </message>
    <message>
        <source>Go on to the features</source>
        <translation>继续前往特征</translation>
    </message>
    <message>
        <source>Encode the catalog again to use pictures trimmed this way.</source>
        <translation>请重新对物品库编码，以使用如此裁剪的图片。</translation>
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
        <source>× the plain CPU</source>
        <translation>相对普通 CPU 的倍数</translation>
    </message>
    <message>
        <source>Only one way of computing was measured. Measure a second one (an accelerator, torch.compile, bf16, more threads) to see how they compare.</source>
        <translation>只测了一种计算方式。再测一种（加速器、torch.compile、bf16、更多线程），即可比较。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
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
        <translation>相同</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
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
        <translation>未开始</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
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
        <translation>需要关注</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>无需处理</translation>
    </message>
</context>
<context>
    <name>StageButton</name>
    <message>
        <source>open a catalog first</source>
        <extracomment>Middle of the icons, where the line of the flow runs.</extracomment>
        <translation>请先打开物品库</translation>
    </message>
    <message>
        <source>encode the catalog first</source>
        <translation>请先对物品库编码</translation>
    </message>
    <message>
        <source>train a model first</source>
        <translation>请先训练模型</translation>
    </message>
    <message>
        <source>ready to begin</source>
        <translation>可以开始</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>read words</source>
        <translation>读文字</translation>
    </message>
    <message>
        <source>look at picture</source>
        <translation>看图片</translation>
    </message>
    <message>
        <source>copy to the device</source>
        <translation>复制到设备</translation>
    </message>
    <message>
        <source>fuse</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>draw examples</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>update weights</source>
        <translation>更新权重</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>waiting for the device</source>
        <translation>等待设备</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未测</translation>
    </message>
    <message>
        <source>stopped before</source>
        <translation>此前已停止</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Counting ...</source>
        <extracomment>Height of a plot in pixels below which nobody reads it. Height of a line of the legend in pixels, with what is around it.</extracomment>
        <translation>正在统计…</translation>
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
        <source>how many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>at least so many interactions</source>
        <translation>至少这么多次交互</translation>
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
        <source>median per user that has any</source>
        <translation>每个有交互用户的交互数中位数</translation>
    </message>
    <message>
        <source>median per item that has any</source>
        <translation>每个有交互物品的交互数中位数</translation>
    </message>
    <message>
        <source>between</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>{0} Training learns from {1} of {2} interactions.</source>
        <translation>{0}训练从 {2} 次交互中的 {1} 次学习。</translation>
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
    <name>StatusLine</name>
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
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Undo the last exclusion (Ctrl+Z)</source>
        <translation>撤销上一次排除（Ctrl+Z）</translation>
    </message>
    <message numerus="yes">
        <source>%n exclusion(s) before it.</source>
        <translation>
            <numerusform>此前有 %n 次排除。</numerusform>
        </translation>
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
    <name>SustainedView</name>
    <message>
        <source>clock</source>
        <extracomment>Pixels of height in which curves over time are seen.</extracomment>
        <translation>时钟</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Watt</source>
        <translation>瓦</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>throttling</source>
        <translation>降频</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>多久</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Train for that long</source>
        <translation>训练这么久</translation>
    </message>
    <message>
        <source>Shows whether the machine holds its speed; stopping keeps what was measured</source>
        <translation>显示机器能否保持速度；停止会保留已测量的内容</translation>
    </message>
    <message>
        <source>Speed over time</source>
        <translation>随时间的速度</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>of the first minute, %</source>
        <translation>相对第一分钟，%</translation>
    </message>
    <message>
        <source>{0} J for 1,000 {1}</source>
        <translation>每 1,000 {1} 耗 {0} 焦</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Does this machine hold its speed? Train for minutes on end and see speed, clock, heat and power against time, or open a file that “{0}” wrote.</source>
        <translation>本机能否保持速度？连续训练几分钟，查看速度、频率、温度和功耗随时间的变化，或打开“{0}”写出的文件。</translation>
    </message>
    <message>
        <source>dashed: from here on the clock was lowered</source>
        <translation>虚线：从这里起时钟被降低</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Things people choose: each has words, and more than words.</source>
        <translation>人们选择的东西：每一样都有文字，而且不止文字。</translation>
    </message>
    <message>
        <source>Click two or three items. Ask the audience what they would recommend to somebody who chose them, and from what they know it: the words, or the rest?</source>
        <translation>点击两三个物品。问观众会向选了它们的人推荐什么，又是从哪里知道的：文字，还是其余？</translation>
    </message>
    <message>
        <source>A shop: each thing has a text and a photograph, and people who bought it.</source>
        <translation>一家商店：每样东西有文字和照片，还有买过它的人。</translation>
    </message>
    <message>
        <source>Songs: each has a text, a cover and a sound, and people who listened.</source>
        <translation>歌曲：每首有文字、封面和声音，还有听过的人。</translation>
    </message>
    <message>
        <source>Clips: each has a text, film, sound and subtitles, and people who watched.</source>
        <translation>短片：每段有文字、画面、声音和字幕，还有看过的人。</translation>
    </message>
    <message>
        <source>First, all tracks of an item are put on one clock.</source>
        <translation>首先，把一个物品的所有轨道放到同一个时钟上。</translation>
    </message>
    <message>
        <source>Without this, a word would be compared with the wrong second. What is unsure is left alone, and said.</source>
        <translation>否则，一个词会与错误的秒数相比较。不确定的保持原样，并且说明。</translation>
    </message>
    <message>
        <source>A shop has no sound or film, so there is nothing to put on one clock.</source>
        <translation>商店没有声音和影片，所以没有什么要对时。</translation>
    </message>
    <message>
        <source>Go on quickly: this page matters for music and video.</source>
        <translation>快速跳过：此页对音乐和视频才重要。</translation>
    </message>
    <message>
        <source>The item that is open had a shifted track. Show before and after: the offset was found from the sound alone.</source>
        <translation>打开的物品有一条被移动的轨道。展示前后对比：偏移只凭声音就找到了。</translation>
    </message>
    <message>
        <source>Pictures are cut to the encoder&apos;s grid, and the way back is kept.</source>
        <translation>图片被裁成编码器的网格，并保留返回的路。</translation>
    </message>
    <message>
        <source>So every patch the model sees can be drawn on the original. That is why the maps to come can be trusted to the pixel.</source>
        <translation>因此模型看到的每个图块都能画回原图。这就是后面的图可以精确到像素的原因。</translation>
    </message>
    <message>
        <source>Pretrained encoders turn words, pictures and sound into tokens.</source>
        <translation>预训练编码器把文字、图片和声音变成词元。</translation>
    </message>
    <message>
        <source>If nothing is prepared yet, press &apos;Prepare and show me&apos; now and go on talking: it takes under a minute on a sample, and the next pages fill while you speak.</source>
        <translation>如果还没有准备，现在按“准备并展示”，继续讲：示例不到一分钟，后面的页面会在您讲话时填满。</translation>
    </message>
    <message>
        <source>A Transformer learns which words, patches and seconds explain what people choose.</source>
        <translation>Transformer 学习哪些词、图块和秒能解释人们的选择。</translation>
    </message>
    <message>
        <source>Point at the loss, then at the metrics beside popularity and random: the floors say whether it learned anything at all.</source>
        <translation>先指损失，再指与热门和随机并列的指标：这些底线说明它到底有没有学到东西。</translation>
    </message>
    <message>
        <source>Where does a word look? Point at one.</source>
        <translation>一个词看向哪里？指一个。</translation>
    </message>
    <message>
        <source>Pin a word that names something visible or audible. Then press Proof: hiding what the map shows moves the score more than hiding as much at random. A map that cannot fail that test would be decoration.</source>
        <translation>固定一个说出可见或可听之物的词。然后按“证明”：遮住图中所示之处，比随机遮住同样多更能改变得分。不可能失败的图只是装饰。</translation>
    </message>
    <message>
        <source>Where does the word look in the photograph? Point at one.</source>
        <translation>这个词看向照片的哪里？指一个。</translation>
    </message>
    <message>
        <source>Which second does the word hear? Point at one, and play it.</source>
        <translation>这个词听到哪一秒？指一个，并播放。</translation>
    </message>
    <message>
        <source>Which moment of film and sound does the word mean? Point.</source>
        <translation>这个词指影片和声音的哪一刻？请指。</translation>
    </message>
    <message>
        <source>Pin a colour or a pattern and switch the planted truth on: the outline says where it really is. Then press Proof: hiding what the map shows moves the score more than hiding as much at random.</source>
        <translation>固定一个颜色或图案，并打开预设的真值：轮廓说明它真正在哪里。然后按“证明”：遮住图中所示之处，比随机遮住同样多更能改变得分。</translation>
    </message>
    <message>
        <source>Do words, picture and sound of an item say the same?</source>
        <translation>一个物品的文字、图片和声音说的一样吗？</translation>
    </message>
    <message>
        <source>On the map each item stands once for each modality. Find the items whose modalities disagree: in a real catalog those are the wrong pictures.</source>
        <translation>在图上，每个物品的每种模态各占一点。找出模态不一致的物品：在真实物品库中，那就是放错的图片。</translation>
    </message>
    <message>
        <source>A list, and for each line why: the parts add up to the score.</source>
        <translation>一份列表，每一行都说明原因：各部分相加就是得分。</translation>
    </message>
    <message>
        <source>Switch a modality off, or remove an item from the history: the list changes at once, without training. Framed items were hidden from the model and really chosen.</source>
        <translation>关掉一种模态，或从历史中去掉一个物品：列表立即改变，无需训练。加框的物品对模型隐藏过，且确实被选中。</translation>
    </message>
    <message>
        <source>And how fast is it here? One card, with how sure each number is.</source>
        <translation>在这里有多快？一张卡片，每个数字都说明有多确定。</translation>
    </message>
    <message>
        <source>If nothing was measured, do not start now: it needs a quiet machine. Thank the audience; the report (File, Share) is what you can send them.</source>
        <translation>如果还没有测量，现在不要开始：需要安静的机器。感谢观众；可以把报告（文件，分享）发给他们。</translation>
    </message>
</context>
<context>
    <name>TalkBar</name>
    <message>
        <source>Guided tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>End the tour (Esc)</source>
        <translation>结束导览（Esc）</translation>
    </message>
    <message>
        <source>Speaker&apos;s notes</source>
        <translation>讲者备注</translation>
    </message>
    <message>
        <source>Prepare and show me</source>
        <translation>准备并展示</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>{0}:{1:02} left</source>
        <translation>还剩 {0}:{1:02}</translation>
    </message>
    <message>
        <source>PgDown, PgUp, Esc</source>
        <translation>PgDown、PgUp、Esc</translation>
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
    <name>TextPanel</name>
    <message>
        <source>Letters of {0} pixels on {1} × {1}, as {2} would see them in {3} × {3} patches.</source>
        <translation>{0} 像素的字母绘于 {1} × {1} 上，{2} 会将其看作 {3} × {3} 个图块。</translation>
    </message>
    <message>
        <source>{0} characters did not fit.</source>
        <translation>有 {0} 个字符放不下。</translation>
    </message>
    <message>
        <source>Point at a patch to read what stands in it.</source>
        <translation>指向一个图块以阅读其中的内容。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Patch {0}: {1}</source>
        <translation>图块 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>TextPicture</name>
    <message>
        <source>Text drawn as a picture</source>
        <translation>绘制为图片的文本</translation>
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
        <source>batch: items at once</source>
        <translation>批大小：一次处理的物品数</translation>
    </message>
    <message>
        <source>{0} per second</source>
        <translation>每秒 {0}</translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet. Tick it and press “Measure”, or open a result file of this or another machine.</source>
        <translation>此工作负载尚无测量结果。勾选它并按“测量”，或打开本机或其他机器的结果文件。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>One batch was measured. “Standard” measures more and shows which is best.</source>
        <translation>只测了一种批大小。“标准”会测更多，并显示哪种最好。</translation>
    </message>
    <message>
        <source>{0} · batch {1:,}</source>
        <translation>{0} · 批大小 {1:,}</translation>
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
        <source>hollow: rough or uncertain, see Numbers</source>
        <translation>空心：粗略或不确定，见“数值”</translation>
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
    <message>
        <source>{0} hours</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} 分钟</translation>
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
    <name>TimePage</name>
    <message>
        <source>Time sync</source>
        <translation>时间同步</translation>
    </message>
    <message>
        <source>Sound, pictures, subtitles and events of an item, brought onto one clock.</source>
        <translation>将一个物品的声音、画面、字幕和事件统一到同一时钟。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检测结果</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset track</source>
        <translation>重置轨道</translation>
    </message>
    <message>
        <source>Take back what was set by hand (Delete)</source>
        <translation>撤销手动设定 (Delete)</translation>
    </message>
    <message>
        <source>Open a catalog first: the tracks of its items are compared here.</source>
        <translation>请先打开物品库：其物品的轨道将在此比较。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Not needed here: {0}.</source>
        <translation>此处无需处理：{0}。</translation>
    </message>
    <message>
        <source>Go on to spatial alignment</source>
        <translation>继续前往空间对齐</translation>
    </message>
    <message>
        <source>This item has no track. Choose another one.</source>
        <translation>此物品没有轨道。请选择另一个。</translation>
    </message>
    <message>
        <source>This item has one track only, so there is nothing to compare.</source>
        <translation>此物品只有一条轨道，因此无从比较。</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>重置 {0}</translation>
    </message>
    <message>
        <source>The correction could not be kept: {0}</source>
        <translation>无法保存修正：{0}</translation>
    </message>
    <message>
        <source>Kept: maps and players use this clock</source>
        <translation>已保存：各类图和播放器都使用此时钟</translation>
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
    <name>TokenView</name>
    <message>
        <source>Let go</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Pin as well</source>
        <translation>一并固定</translation>
    </message>
    <message>
        <source>Copy value, of the strongest</source>
        <translation>复制数值（相对最强者）</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>TokensTab</name>
    <message>
        <source>Smoothing of the transport plan</source>
        <translation>传输方案的平滑程度</translation>
    </message>
    <message>
        <source>Small: each token to its match. Large: to all alike.</source>
        <translation>小：每个词元只给其匹配项。大：均分给所有词元。</translation>
    </message>
    <message>
        <source>&lt;b&gt;MaxSim {0}&lt;/b&gt;, by chance {1} · back {2}</source>
        <translation>&lt;b&gt;MaxSim {0}&lt;/b&gt;，随机水平 {1} · 反向 {2}</translation>
    </message>
    <message>
        <source>Late interaction (Khattab &amp; Zaharia 2020; Yao et al. 2022): {0}. Chance: the mean over all pairs of tokens. Back: the lower side asking.</source>
        <translation>后期交互（Khattab &amp; Zaharia 2020；Yao et al. 2022）：{0}。随机水平：所有词元对的均值。反向：由下方一侧提问。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Transport cost {0}&lt;/b&gt;, by chance {1}</source>
        <translation>&lt;b&gt;传输代价 {0}&lt;/b&gt;，随机水平 {1}</translation>
    </message>
    <message>
        <source>Sinkhorn (Cuturi 2013): {0}. Rows and columns sum to 1/L: every token weighs alike. Chance: the plan that ignores the tokens. {1} iterations.</source>
        <translation>Sinkhorn（Cuturi 2013）：{0}。各行各列之和为 1/L：每个词元权重相同。随机水平：不考虑词元的方案。迭代 {1} 次。</translation>
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
        <translation>{0} 整体</translation>
    </message>
    <message>
        <source>The strongest matches are drawn. Point at a token to see its own.</source>
        <translation>绘出最强的匹配。指向一个词元以查看其自身的匹配。</translation>
    </message>
    <message>
        <source>{0} → {1}: cosine {2} (chance {3})</source>
        <translation>{0} → {1}：余弦 {2}（随机水平 {3}）</translation>
    </message>
    <message>
        <source>Brighter: more mass. Bars: sums of rows and columns, all alike.</source>
        <translation>越亮：质量越大。条形：行与列之和，全部相同。</translation>
    </message>
    <message>
        <source>{0} gives {1} of its mass to {2}; evenly would be {3}.</source>
        <translation>{0} 将其质量的 {1} 给 {2}；均分时为 {3}。</translation>
    </message>
</context>
<context>
    <name>TrackPlayback</name>
    <message>
        <source>cannot be played here</source>
        <translation>无法在此播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>{0}; a double click on the tracks plays from there</source>
        <translation>{0}；双击轨道即从该处播放</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Processes: </source>
        <translation>进程数：</translation>
    </message>
    <message>
        <source>Several processes of this machine compute each step together, which grows.</source>
        <translation>本机的多个进程共同计算每一步，步长随之增大。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train by ids, without encoding</source>
        <translation>按编号训练，无需编码</translation>
    </message>
    <message>
        <source>Models that learn from histories alone need no words, pictures or sound.</source>
        <translation>只从历史记录学习的模型不需要文字、图片或声音。</translation>
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
        <source>Fusion of the modalities with matrix factorisation, in a process of its own.</source>
        <translation>各模态的融合与矩阵分解，在独立进程中进行。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Models by ids</source>
        <translation>按编号的模型</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>TrendView</name>
    <message>
        <source>Trend of this machine</source>
        <translation>这台机器的趋势</translation>
    </message>
    <message>
        <source>result, oldest first</source>
        <translation>结果，最旧的在前</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Two results with a score make a trend. Measure the card again.</source>
        <translation>有两个带得分的结果才有趋势。请再次测量卡片。</translation>
    </message>
    <message>
        <source>Measure the card</source>
        <translation>测量成绩卡</translation>
    </message>
    <message>
        <source>not joined: not told apart, by their intervals or for other programs</source>
        <translation>未连线：因区间重叠或其他程序干扰而无法区分</translation>
    </message>
    <message>
        <source>triangles: {0}</source>
        <translation>三角形：{0}</translation>
    </message>
</context>
<context>
    <name>TrialsView</name>
    <message>
        <source>Best so far</source>
        <translation>目前最佳</translation>
    </message>
    <message>
        <source>Best score so far against trials</source>
        <translation>目前最佳得分随试验次数的变化</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前终止</translation>
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
        <translation>等待中</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>试验</translation>
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
    <name>UserCard</name>
    <message>
        <source>Add an item</source>
        <translation>添加物品</translation>
    </message>
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
        <extracomment>Rows whose widths a column is made for: days are all as wide, the largest counts stand first.</extracomment>
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
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
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
    <name>WeightedPlayback</name>
    <message>
        <source>Save sound, volume = attention (WAV) ...</source>
        <translation>保存声音，音量 = 注意力（WAV）…</translation>
    </message>
    <message>
        <source>Save sound</source>
        <translation>保存声音</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>WeightsList</name>
    <message>
        <source>Counting ...</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>No weights are on this machine.</source>
        <translation>本机上没有权重。</translation>
    </message>
    <message>
        <source>installed by pip</source>
        <translation>由 pip 安装</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the weights of {0}</source>
        <translation>删除 {0} 的权重</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>last used {0}</source>
        <translation>上次使用 {0}</translation>
    </message>
    <message>
        <source>Delete these weights? Other programs may use them, too.</source>
        <translation>要删除这些权重吗？其他程序也可能在使用它们。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Removing ...</source>
        <translation>正在移除…</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Say which column is what ...</source>
        <translation>指定各列的含义…</translation>
    </message>
    <message>
        <source>Recent catalogs</source>
        <extracomment>(items, users) of the sizes one can choose.</extracomment>
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
        <source>{0} holds tables. You can say which column is what.</source>
        <translation>{0} 中有表格。您可以指定每一列的含义。</translation>
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
    <name>WishRow</name>
    <message>
        <source>What a wish weighs that happened more than once</source>
        <extracomment>Ratings that can be chosen from; of finer scales so many steps.</extracomment>
        <translation>多次发生的喜好计多大权重</translation>
    </message>
    <message>
        <source>more often weighs more</source>
        <translation>次数越多权重越大</translation>
    </message>
    <message>
        <source>as often, as much</source>
        <translation>权重与次数成正比</translation>
    </message>
    <message>
        <source>all weigh the same</source>
        <translation>全部同等权重</translation>
    </message>
    <message>
        <source>What counts as a wish: {0}</source>
        <translation>什么算作意愿：{0}</translation>
    </message>
    <message>
        <source>however rated: {0} wishes in all</source>
        <translation>不论评分：共 {0} 个意愿</translation>
    </message>
    <message>
        <source>rated {0} or more: {1} wishes in all</source>
        <translation>评分 {0} 及以上：共 {1} 个意愿</translation>
    </message>
    <message>
        <source>{0}, however rated: {1} wishes in all</source>
        <translation>{0}，不论评分：共 {1} 个意愿</translation>
    </message>
    <message>
        <source>{0} rated {1} or more: {2} wishes in all</source>
        <translation>{0} 评分 {1} 及以上：共 {2} 个意愿</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>All items</source>
        <translation>所有物品</translation>
    </message>
    <message>
        <source>Items, the most doubtful first</source>
        <translation>物品，最存疑者在前</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>what was encoded is of other files; encode again</source>
        <extracomment>Pages that only show what there is, and the stage whose result they show. In a catalog of at most this many items a run is looked at while it learns: opening it anew means fusing them all. When the weights of the run in training were last seen to be saved. What a kind of job makes.</extracomment>
        <translation>已编码的内容来自旧文件；请重新编码</translation>
    </message>
    <message>
        <source>what was trained is of other files; train again</source>
        <translation>已训练的模型来自旧文件；请重新训练</translation>
    </message>
    <message>
        <source>what it has learned can be looked at</source>
        <translation>已学到的内容可以查看</translation>
    </message>
    <message>
        <source>interrupted at epoch {0} of {1}</source>
        <translation>在第 {0} 轮（共 {1} 轮）中断</translation>
    </message>
    <message>
        <source>trained on other features of: {0}; train again</source>
        <translation>训练时使用的是其他特征：{0}；请重新训练</translation>
    </message>
</context>
<context>
    <name>WorkerProcess</name>
    <message>
        <source>The worker sent something that is not a message: {0}</source>
        <translation>工作进程发送了不是消息的内容：{0}</translation>
    </message>
    <message>
        <source>The worker could not be started: {0}</source>
        <translation>无法启动工作进程：{0}</translation>
    </message>
    <message>
        <source>The worker process ended with code {0}.</source>
        <translation>工作进程以代码 {0} 结束。</translation>
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
    <name>core</name>
    <message>
        <source> (best)</source>
        <translation>（最佳）</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source> and {n:,} more</source>
        <translation> 及另外 {n:,} 个</translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source> or as </source>
        <translation>，或</translation>
    </message>
    <message>
        <source>&apos;{change}&apos; is not of the form old=new.</source>
        <translation>“{change}”不是“旧=新”的形式。</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {file} lists {values:,} items in {rows:,} rows; each is read as a row.</source>
        <translation>{file} 的“{column}”在 {rows:,} 行中列出了 {values:,} 个条目;每个条目各读作一行。</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {file} says different things of one item; it is not used.</source>
        <translation>{file} 的“{column}”对同一物品给出不同的值，未使用。</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {file} says of each item what its {meaning} is.</source>
        <translation>{file} 的“{column}”给出每个物品的{meaning}。</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {file} was matched whatever the case of letters: &apos;{example}&apos; is written &apos;{other}&apos; in the table of items.</source>
        <translation>{file} 的“{column}”按不区分大小写匹配：“{example}”在物品表中写作“{other}”。</translation>
    </message>
    <message>
        <source>&apos;{ending}&apos; is not a kind of evidence.</source>
        <translation>“{ending}”不是证据文件的类型。</translation>
    </message>
    <message>
        <source>&apos;{event}&apos; from {least:g} on</source>
        <translation>“{event}”达到 {least:g}</translation>
    </message>
    <message>
        <source>&apos;{kind}&apos; of sentence-transformers is not known here.</source>
        <translation>这里不认识 sentence-transformers 的“{kind}”。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; does not encode {modality}.</source>
        <translation>“{name}”不能编码{modality}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has no attention to look at.</source>
        <translation>“{name}”没有可看的注意力。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has one precision.</source>
        <translation>“{name}”只有一种精度。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a group of workloads.</source>
        <translation>“{name}”是一组工作负载。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; of torchvision has no map of the picture.</source>
        <translation>torchvision 的“{name}”没有图像的特征图。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; was not added by you.</source>
        <translation>“{name}”不是您添加的。</translation>
    </message>
    <message>
        <source>&apos;{precision}&apos; is no precision of this model.</source>
        <translation>“{precision}”不是此模型的精度。</translation>
    </message>
    <message>
        <source>&apos;{repo}&apos; is no name of a repository.</source>
        <translation>“{repo}”不是仓库名称。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; names no encoder.</source>
        <translation>“{text}”不是编码器的名称。</translation>
    </message>
    <message>
        <source>, where {share:.0%} agree; the rest shows something else</source>
        <translation>（相符部分占 {share:.0%}；其余显示的是别的内容）</translation>
    </message>
    <message>
        <source>0 or -1 in {n:,} rows stands for an unknown time.</source>
        <translation>{n:,} 行中的 0 或 -1 表示时间未知。</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>A convolutional net trained on libraries of sound effects.</source>
        <translation>在音效库上训练的卷积网络。</translation>
    </message>
    <message>
        <source>A convolutional net with filters shaped for timbre and tempo, trained to tag MagnaTagATune.</source>
        <translation>卷积核形状适合音色和速度的卷积网络，训练任务为标注 MagnaTagATune。</translation>
    </message>
    <message>
        <source>A folder of pictures, sounds, videos and texts of the same name</source>
        <translation>由同名图片、声音、视频和文本组成的文件夹</translation>
    </message>
    <message>
        <source>A line 3.2,like is one.</source>
        <translation>例如“3.2,like”这样的一行。</translation>
    </message>
    <message>
        <source>A line such as 00:00:01,000 --&gt; 00:00:02,500 starts one.</source>
        <translation>例如“00:00:01,000 --&gt; 00:00:02,500”这样的一行。</translation>
    </message>
    <message>
        <source>A line such as [00:12.50] words is one.</source>
        <translation>例如“[00:12.50] words”这样的一行。</translation>
    </message>
    <message>
        <source>A made-up kernel of 20 us + 1 us per item on a device that does not exist.</source>
        <translation>在不存在的设备上的虚构内核：20 微秒 + 每个物品 1 微秒。</translation>
    </message>
    <message>
        <source>A map needs at least four points.</source>
        <translation>绘制地图至少需要四个点。</translation>
    </message>
    <message>
        <source>A process that encoded a share ended; what it left is encoded now.</source>
        <translation>一个编码部分数据的进程已结束；它留下的内容现在继续编码。</translation>
    </message>
    <message>
        <source>A quotation mark is opened and never closed.</source>
        <translation>有一个引号只有开头没有结尾。</translation>
    </message>
    <message>
        <source>A run cannot go on with other settings than it began with: {names}.</source>
        <translation>运行继续时不能改变开始时的设置：{names}。</translation>
    </message>
    <message>
        <source>A run is kept or cleared, not both.</source>
        <translation>一次运行只能保留或清除，不能两者兼有。</translation>
    </message>
    <message>
        <source>A split by time needs a time for every interaction, and some have none.</source>
        <translation>按时间划分要求每次交互都有时间，但有些没有。</translation>
    </message>
    <message>
        <source>A table in JSON is a list of objects, or one object a line.</source>
        <translation>JSON 表格是对象列表，或每行一个对象。</translation>
    </message>
    <message>
        <source>A user with this id came before; the first one is used.</source>
        <translation>此 ID 的用户此前已出现；使用第一个。</translation>
    </message>
    <message>
        <source>A wish is everything but {never}.</source>
        <translation>除 {never} 以外的都算心愿。</translation>
    </message>
    <message>
        <source>A wish is whatever happened at least once.</source>
        <translation>至少发生过一次的都算心愿。</translation>
    </message>
    <message>
        <source>A zero in {file} says as little as a blank.</source>
        <translation>{file} 中的零与空白一样，不表示任何内容。</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>Add content, or they can be recommended by their interactions alone.</source>
        <translation>请添加内容，或仅凭交互来推荐它们。</translation>
    </message>
    <message>
        <source>Add it with --precision int8, which takes a quarter, or close other programs.</source>
        <translation>请用 --precision int8 添加（仅需四分之一），或关闭其他程序。</translation>
    </message>
    <message>
        <source>Added by you; what it is, its own files say.</source>
        <translation>由您添加；它是什么由其自带文件说明。</translation>
    </message>
    <message>
        <source>After {minutes:.0f} minutes {share:.0f} % of the first minute ({low:.0f} to {high:.0f} %)</source>
        <translation>{minutes:.0f} 分钟后为第一分钟的 {share:.0f} %（{low:.0f} 到 {high:.0f} %）</translation>
    </message>
    <message>
        <source>Against {reference}: {what}. No other difference holds.</source>
        <translation>与 {reference} 相比：{what}。其余差异均不成立。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Amazon Reviews 2023 (meta_*.jsonl, reviews *.jsonl)</source>
        <translation>Amazon Reviews 2023（meta_*.jsonl、reviews *.jsonl）</translation>
    </message>
    <message>
        <source>An item with this id came before; the first one is used.</source>
        <translation>此 ID 的物品此前已出现；使用第一个。</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>请让对方重新发送。</translation>
    </message>
    <message>
        <source>At least so many: on a small catalog steps are made of fewer interactions than the batch size. Validations count epochs, and one of a step or two teaches too little to judge. 0 leaves the batch size alone.</source>
        <translation>至少这么多：物品库较小时，每一步使用的交互数少于批大小。验证按轮计数，而只有一两步的轮学到的东西太少，无法评判。0 表示不改变批大小。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Attention heads of a layer; must divide the dimension.</source>
        <translation>每层的注意力头数；必须整除维度。</translation>
    </message>
    <message>
        <source>Attention heads; must divide the dimension.</source>
        <translation>注意力头数；必须能整除维度。</translation>
    </message>
    <message>
        <source>BERT base (English)</source>
        <translation>BERT base（英文）</translation>
    </message>
    <message>
        <source>Baevski et al. 2020: 12 layers over the waveform, 960 hours of English speech.</source>
        <translation>Baevski 等 2020：基于波形的 12 层网络，以 960 小时英语语音训练。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Because you liked {titles}.</source>
        <translation>因为您喜欢过{titles}。</translation>
    </message>
    <message>
        <source>Before each text it reads &apos;{words}&apos;, as its files say.</source>
        <translation>它在每段文字之前先读“{words}”，其文件中如此规定。</translation>
    </message>
    <message>
        <source>Before each text it reads &apos;{words}&apos;: assumed from its name, since its files do not say it. If that is wrong, write {example} into {file} in its folder (of a model of the hub: in a copy of it) and add that.</source>
        <translation>它在每段文字之前先读“{words}”：根据其名称推定，因为其文件中没有说明。如果不对，请将 {example} 写入其文件夹中的 {file}（来自模型站的模型：写入其副本），再添加该文件夹。</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>Behaviour dimension</source>
        <translation>行为维度</translation>
    </message>
    <message>
        <source>Behaviour dropout</source>
        <translation>行为 dropout</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>Best epoch by</source>
        <translation>最佳轮次依据</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Both tracks share the clock of one container.</source>
        <translation>两条轨道共用同一容器的时钟。</translation>
    </message>
    <message>
        <source>Budget instead of the mode&apos;s.</source>
        <translation>代替该模式的时间预算。</translation>
    </message>
    <message>
        <source>By their ids, {items} of {all_items} items and {users} of {all_users} users of &apos;{here}&apos; are those of &apos;{catalog}&apos;.</source>
        <translation>按 ID 对应：“{here}”的 {all_items} 个物品中有 {items} 个、{all_users} 个用户中有 {users} 个属于“{catalog}”。</translation>
    </message>
    <message>
        <source>CPU, as chosen in the settings</source>
        <translation>CPU（按设置中的选择）</translation>
    </message>
    <message>
        <source>CUDA_VISIBLE_DEVICES hides every GPU</source>
        <translation>CUDA_VISIBLE_DEVICES 隐藏了所有 GPU</translation>
    </message>
    <message>
        <source>Card {index}</source>
        <translation>显卡 {index}</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Ceilings</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Chance that training hides a modality an item has, so that the model learns to do without it. The last one is never hidden.</source>
        <translation>训练时隐藏物品所具有的某个模态的概率，使模型学会在缺少它时工作。最后一个模态从不隐藏。</translation>
    </message>
    <message>
        <source>Changes to the workloads&apos; sizes, one per curve.</source>
        <translation>对工作负载规模的更改，每条曲线一个。</translation>
    </message>
    <message>
        <source>Check its address in the settings.</source>
        <translation>请在设置中检查其地址。</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>请检查其权限。</translation>
    </message>
    <message>
        <source>Check open_clip_config.json, or update open_clip_torch.</source>
        <translation>请检查 open_clip_config.json，或更新 open_clip_torch。</translation>
    </message>
    <message>
        <source>Check that the file exists and that you may read it.</source>
        <translation>请检查文件是否存在，以及您是否有权读取。</translation>
    </message>
    <message>
        <source>Check that the file exists, can be read or written, and the disk has room.</source>
        <translation>请检查文件是否存在、能否读写，以及磁盘是否有空间。</translation>
    </message>
    <message>
        <source>Check that the files hold rows beneath their header.</source>
        <translation>请检查文件的表头下是否有数据行。</translation>
    </message>
    <message>
        <source>Check that there is room on the disk and that you may write there.</source>
        <translation>请检查磁盘空间以及写入权限。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>请检查您是否有权读取。</translation>
    </message>
    <message>
        <source>Check that you may read the file.</source>
        <translation>请检查您是否有权读取该文件。</translation>
    </message>
    <message>
        <source>Check the address in the settings, or choose another one.</source>
        <translation>请在设置中检查地址，或另选一个。</translation>
    </message>
    <message>
        <source>Check the architecture in config.json, or update timm.</source>
        <translation>请检查 config.json 中的 architecture，或更新 timm。</translation>
    </message>
    <message>
        <source>Check the catalog again.</source>
        <translation>请再次检查物品库。</translation>
    </message>
    <message>
        <source>Check the connection, or choose a mirror or a proxy in the settings.</source>
        <translation>请检查网络连接，或在设置中选择镜像或代理。</translation>
    </message>
    <message>
        <source>Check the file.</source>
        <translation>请检查该文件。</translation>
    </message>
    <message>
        <source>Check the item columns on the Catalog page.</source>
        <translation>请在“物品库”页面检查物品的列。</translation>
    </message>
    <message>
        <source>Check the name and its revision, or choose another source in the settings.</source>
        <translation>请检查名称及其版本，或在设置中另选来源。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Check the unit (seconds or milliseconds) and the time zone of the export.</source>
        <translation>请检查导出数据的单位（秒或毫秒）和时区。</translation>
    </message>
    <message>
        <source>Check the unit of the time column; zero stands for an unknown time in many exports.</source>
        <translation>请检查时间列的单位；许多导出数据中零表示时间未知。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choose &apos;auto&apos; or &apos;cpu&apos;.</source>
        <translation>请选择“auto”或“cpu”。</translation>
    </message>
    <message>
        <source>Choose &apos;random&apos;, or add a timestamp column.</source>
        <translation>请选择“random”，或添加时间戳列。</translation>
    </message>
    <message>
        <source>Choose BLIP, GIT, Florence-2, or one that chats, such as LLaVA or Qwen-VL.</source>
        <translation>请选择 BLIP、GIT、Florence-2，或能对话的模型，例如 LLaVA 或 Qwen-VL。</translation>
    </message>
    <message>
        <source>Choose CLIP, SigLIP or another such.</source>
        <translation>请选择 CLIP、SigLIP 之类的模型。</translation>
    </message>
    <message>
        <source>Choose Identity, Tanh or ReLU.</source>
        <translation>请选择 Identity、Tanh 或 ReLU。</translation>
    </message>
    <message>
        <source>Choose a ResNet, VGG, EfficientNet, ConvNeXt, RegNet, DenseNet, MobileNet or Swin; for a ViT, timm:vit_small_patch16_224.</source>
        <translation>请选择 ResNet、VGG、EfficientNet、ConvNeXt、RegNet、DenseNet、MobileNet 或 Swin；ViT 请用 timm:vit_small_patch16_224。</translation>
    </message>
    <message>
        <source>Choose a Transformer.</source>
        <translation>请选择一个 Transformer。</translation>
    </message>
    <message>
        <source>Choose a ViT.</source>
        <translation>请选择一个 ViT。</translation>
    </message>
    <message>
        <source>Choose a model of transformers, in a folder or from the hub.</source>
        <translation>请选择 transformers 的模型，可在文件夹中或来自模型站。</translation>
    </message>
    <message>
        <source>Choose a pretrained audio encoder.</source>
        <translation>请选择预训练的音频编码器。</translation>
    </message>
    <message>
        <source>Choose a run that uses item content.</source>
        <translation>请选择使用物品内容的运行。</translation>
    </message>
    <message>
        <source>Choose a sample catalog.</source>
        <translation>请选择示例物品库。</translation>
    </message>
    <message>
        <source>Choose a smaller batch, fewer items, or a smaller model.</source>
        <translation>请选择更小的批大小、更少的物品或更小的模型。</translation>
    </message>
    <message>
        <source>Choose a split with a validation part.</source>
        <translation>请选择含有验证部分的划分。</translation>
    </message>
    <message>
        <source>Choose an image-to-text model saved as safetensors, such as BLIP or GIT.</source>
        <translation>请选择以 safetensors 保存的图生文模型，例如 BLIP 或 GIT。</translation>
    </message>
    <message>
        <source>Choose another item, or another pair.</source>
        <translation>请选择其他物品或其他组合。</translation>
    </message>
    <message>
        <source>Choose another item.</source>
        <translation>请选择其他物品。</translation>
    </message>
    <message>
        <source>Choose another map.</source>
        <translation>请选择另一张图。</translation>
    </message>
    <message>
        <source>Choose another model of open_clip.</source>
        <translation>请选择 open_clip 的其他模型。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择另一个模型。</translation>
    </message>
    <message>
        <source>Choose another package index in the settings.</source>
        <translation>请在设置中另选软件包索引。</translation>
    </message>
    <message>
        <source>Choose another pair, or encode it.</source>
        <translation>请选择其他组合，或对其编码。</translation>
    </message>
    <message>
        <source>Choose another pair.</source>
        <translation>请选择其他组合。</translation>
    </message>
    <message>
        <source>Choose another point.</source>
        <translation>请选择其他点。</translation>
    </message>
    <message>
        <source>Choose another source in the settings.</source>
        <translation>请在设置中另选来源。</translation>
    </message>
    <message>
        <source>Choose another space.</source>
        <translation>请选择其他空间。</translation>
    </message>
    <message>
        <source>Choose another split, such as &apos;random&apos;.</source>
        <translation>请选择其他划分，例如“random”。</translation>
    </message>
    <message>
        <source>Choose another split: --set split.kind=random.</source>
        <translation>选择其他划分：--set split.kind=random。</translation>
    </message>
    <message>
        <source>Choose another user.</source>
        <translation>请选择其他用户。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请另选。</translation>
    </message>
    <message>
        <source>Choose at least one setting.</source>
        <translation>请至少选择一个设置。</translation>
    </message>
    <message>
        <source>Choose both kinds of weights by what ranks best on validation, where that is surely better than the weights given.</source>
        <translation>按验证集上排序最好的结果选择这两种权重，前提是确实好于给定的权重。</translation>
    </message>
    <message>
        <source>Choose cls, mean, max or last token.</source>
        <translation>请选择 cls、mean、max 或最后一个词元。</translation>
    </message>
    <message>
        <source>Choose fewer negatives, a smaller dimension, or the CPU.</source>
        <translation>请选择更少的负样本、更小的维度，或 CPU。</translation>
    </message>
    <message>
        <source>Choose one it has.</source>
        <translation>请选择它所具有的。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>请选择其中之一。</translation>
    </message>
    <message>
        <source>Choose one of {fields}.</source>
        <translation>请选择其中之一：{fields}。</translation>
    </message>
    <message>
        <source>Choose one of {names}.</source>
        <translation>请从 {names} 中选择。</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>请选择一个。</translation>
    </message>
    <message>
        <source>Choose other workloads or axes.</source>
        <translation>请选择其他工作负载或轴。</translation>
    </message>
    <message>
        <source>Choose smaller validation and test shares.</source>
        <translation>请选择更小的验证和测试比例。</translation>
    </message>
    <message>
        <source>Choose so, or open a catalog with histories.</source>
        <translation>请这样选择，或打开带历史记录的物品库。</translation>
    </message>
    <message>
        <source>Choose the folder of a model.</source>
        <translation>请选择一个模型的文件夹。</translation>
    </message>
    <message>
        <source>Choose two runs or more to compare.</source>
        <translation>请选择两个或更多运行进行比较。</translation>
    </message>
    <message>
        <source>Close the program that uses it, or copy it again.</source>
        <translation>请关闭正在使用它的程序，或重新复制。</translation>
    </message>
    <message>
        <source>Close what else uses the card, or choose a smaller batch.</source>
        <translation>关闭占用显卡的其他程序，或选择更小的批量。</translation>
    </message>
    <message>
        <source>Compare directions (cosine) while training.</source>
        <translation>训练时比较方向（余弦）。</translation>
    </message>
    <message>
        <source>Compare results of real machines, or allow it with --allow-synthetic.</source>
        <translation>请比较真实机器的结果，或用 --allow-synthetic 允许。</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Concatenation with BPR, as in visual Bayesian ranking (VBPR).</source>
        <translation>拼接加 BPR，如视觉贝叶斯排序（VBPR）。</translation>
    </message>
    <message>
        <source>Cooling down, at most {seconds:.0f} s.</source>
        <translation>正在冷却，最多 {seconds:.0f} 秒。</translation>
    </message>
    <message>
        <source>Coordinates of the cross-attention&apos;s own form: which tokens occur together in the catalog. Tokens that ask are taken less the mean of their item.</source>
        <translation>交叉注意力自身形式的坐标：哪些词元在物品库中共同出现。提问的词元减去其物品的均值。</translation>
    </message>
    <message>
        <source>Copy all files of the model into its folder.</source>
        <translation>请把模型的全部文件复制到它的文件夹中。</translation>
    </message>
    <message>
        <source>Copy or export it again.</source>
        <translation>请重新复制或导出。</translation>
    </message>
    <message>
        <source>Copy or export the files again.</source>
        <translation>请重新复制或导出这些文件。</translation>
    </message>
    <message>
        <source>Copy or save it again.</source>
        <translation>请重新复制或保存。</translation>
    </message>
    <message>
        <source>Copy the captions yourself: {table}</source>
        <translation>请自行复制图说：{table}</translation>
    </message>
    <message>
        <source>Copy the file into the folder and give its path from there.</source>
        <translation>请将文件复制到该文件夹中，并给出相对于它的路径。</translation>
    </message>
    <message>
        <source>Copy to the device</source>
        <translation>复制到设备</translation>
    </message>
    <message>
        <source>Copy {file} from where the model comes from into its folder.</source>
        <translation>请从模型的来源处把 {file} 复制到它的文件夹中。</translation>
    </message>
    <message>
        <source>Copying to the card</source>
        <translation>复制到显卡</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>请更正。</translation>
    </message>
    <message>
        <source>Correct one of the two times.</source>
        <translation>请更正两个时间之一。</translation>
    </message>
    <message>
        <source>Correct the label or leave it empty.</source>
        <translation>请更正该标签或留空。</translation>
    </message>
    <message>
        <source>Correct the line in the file, then open it again.</source>
        <translation>请更正文件中的该行，然后重新打开。</translation>
    </message>
    <message>
        <source>Correct the path.</source>
        <translation>请更正路径。</translation>
    </message>
    <message>
        <source>Correct the time or leave it empty.</source>
        <translation>请更正该时间或留空。</translation>
    </message>
    <message>
        <source>Count the vectors themselves among the propagated ones, as LightGCN does. Without them a user is what the neighbours say, which short histories need and long ones are blurred by. auto: counted where users and items have 13 interactions on average.</source>
        <translation>将向量本身计入传播后的向量，如 LightGCN。不计入时用户由邻居决定：短历史需要如此，长历史则会被模糊。auto：用户和物品平均有 13 次交互时计入。</translation>
    </message>
    <message>
        <source>Cross-attention starts from which words, patches and sounds occur together in the catalog, told by this many numbers a token. 0 leaves it to training alone.</source>
        <translation>交叉注意力从物品库中哪些词、图块和声音共同出现开始，每个词元用这么多个数表示。0 表示完全由训练决定。</translation>
    </message>
    <message>
        <source>Decides which interactions go where.</source>
        <translation>决定哪些交互归入哪一部分。</translation>
    </message>
    <message>
        <source>Decompress it to disk first, or split it.</source>
        <translation>请先解压到磁盘，或拆分文件。</translation>
    </message>
    <message>
        <source>Decoupled decay of the fusion&apos;s weights (Loshchilov &amp; Hutter 2019).</source>
        <translation>融合权重的解耦衰减（Loshchilov 与 Hutter 2019）。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Devlin et al. 2019: 12 layers, trained to fill in masked words.</source>
        <translation>Devlin 等 2019：12 层，训练任务为填补被遮蔽的词。</translation>
    </message>
    <message>
        <source>Do the numbers in &apos;{column}&apos; of {file} say how much something was liked, or how often it happened? They are not used.</source>
        <translation>{file} 中“{column}”的数字表示喜欢的程度，还是发生的次数？目前未使用。</translation>
    </message>
    <message>
        <source>Dosovitskiy et al. 2021, trained on ImageNet-21k.</source>
        <translation>Dosovitskiy 等 2021，以 ImageNet-21k 训练。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>Download or copy the folder again.</source>
        <translation>请重新下载或复制该文件夹。</translation>
    </message>
    <message>
        <source>Download the file and give its path.</source>
        <translation>请下载该文件并给出其路径。</translation>
    </message>
    <message>
        <source>Download the whole repository, not the weights alone.</source>
        <translation>请下载整个仓库，而不只是权重。</translation>
    </message>
    <message>
        <source>Download them again.</source>
        <translation>请重新下载这些文件。</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动程序</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>Each item gets a token of so many numbers beside its words, picture and sound: its vector in a matrix factorisation (ALS) of the training histories. Items that nobody chose lack it. 0 leaves it out.</source>
        <translation>除文字、图片和声音外，每个物品再得到一个由这么多数字组成的词元：它在训练历史的矩阵分解（ALS）中的向量。无人选择过的物品没有它。0 表示不用。</translation>
    </message>
    <message>
        <source>Each line of {file} was read as a list: {line}</source>
        <translation>{file} 的每一行被当作一个列表读取：{line}</translation>
    </message>
    <message>
        <source>Each of {size} processes keeps its part of the users and items.</source>
        <translation>{size} 个进程各保存一部分用户和物品。</translation>
    </message>
    <message>
        <source>Early layers of EfficientNet-Lite0, which see a small part of the picture each: for maps that point at things.</source>
        <translation>EfficientNet-Lite0 的浅层，每个只看图片的一小部分：用于指向事物的图。</translation>
    </message>
    <message>
        <source>Edge dropout</source>
        <translation>边丢弃</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0</source>
        <translation>EfficientNet-Lite0</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0 on frames</source>
        <translation>EfficientNet-Lite0，用于视频帧</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, small patches</source>
        <translation>EfficientNet-Lite0，小图块</translation>
    </message>
    <message>
        <source>Embedding penalty</source>
        <translation>嵌入惩罚</translation>
    </message>
    <message>
        <source>Encode a catalog with it.</source>
        <translation>请用它对一个物品库编码。</translation>
    </message>
    <message>
        <source>Encode image: ViT-Large of 303 M random weights</source>
        <translation>编码图片：随机权重的 ViT-Large（3.03 亿）</translation>
    </message>
    <message>
        <source>Encode it on the Features page, or run: triptych encode CATALOG</source>
        <translation>请在“特征”页编码，或运行：triptych encode 物品库</translation>
    </message>
    <message>
        <source>Encode it, or choose another run.</source>
        <translation>请对其编码，或选择其他运行。</translation>
    </message>
    <message>
        <source>Encode new items (24 words and a 224 x 224 picture, default encoders), fuse them (transformer), add them to 20,000 items and rank all for 16 users; batch = items.</source>
        <translation>对新物品编码（24 个词和一张 224 x 224 的图片，默认编码器），融合（Transformer），加入 20,000 个物品并为 16 位用户排序；批 = 物品。</translation>
    </message>
    <message>
        <source>Encode pictures or sound, then train the Transformer with grounding.</source>
        <translation>请对图片或声音编码，然后用共现先验训练 Transformer。</translation>
    </message>
    <message>
        <source>Encode that modality, or choose another run.</source>
        <translation>请对该模态编码，或选择其他运行。</translation>
    </message>
    <message>
        <source>Encode the catalog again, then train.</source>
        <translation>请重新对物品库编码，然后训练。</translation>
    </message>
    <message>
        <source>Encode the catalog again.</source>
        <translation>请重新对物品库编码。</translation>
    </message>
    <message>
        <source>Encode the catalog again: only what is damaged is computed anew.</source>
        <translation>请重新编码物品库：只会重新计算损坏的部分。</translation>
    </message>
    <message>
        <source>Encode the catalog first.</source>
        <translation>请先对物品库编码。</translation>
    </message>
    <message>
        <source>Encode the catalog on the Features page, then train.</source>
        <translation>请在“特征”页对物品库编码，然后训练。</translation>
    </message>
    <message>
        <source>Encode the sound here.</source>
        <translation>请在此处对声音编码。</translation>
    </message>
    <message>
        <source>Encode the texts on the Features page, then train.</source>
        <translation>请在“特征”页面对文本编码，然后训练。</translation>
    </message>
    <message>
        <source>Encode with that encoder, or train a new run.</source>
        <translation>请用该编码器编码，或训练新的运行。</translation>
    </message>
    <message>
        <source>Encode with the encoder the run was trained with.</source>
        <translation>请用该运行训练时所用的编码器编码。</translation>
    </message>
    <message>
        <source>Encode {modality} of your catalog: {title}</source>
        <translation>编码您物品库中的{modality}：{title}</translation>
    </message>
    <message>
        <source>Ends trials early that do worse than the median of the others at the same epoch, or by Hyperband (Li et al. 2018).</source>
        <translation>提前结束在同一轮次中低于其他试验中位数的试验，或按 Hyperband（Li 等 2018）结束。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Epochs between validations.</source>
        <translation>两次验证之间的轮次数。</translation>
    </message>
    <message>
        <source>Every interaction counts as a wish.</source>
        <translation>每次交互都算心愿。</translation>
    </message>
    <message>
        <source>Every item once for each modality, near what is like it. Point at one to see what it is and where its other modalities lie; wheel and drag zoom and move.</source>
        <translation>每个物品的每种模态各占一点，相似的彼此靠近。指向一点可看到它是什么，以及它的其他模态在哪里；滚轮缩放，拖动平移。</translation>
    </message>
    <message>
        <source>Every wish weighs the same, however often it happened.</source>
        <translation>每个喜好的权重相同,与发生次数无关。</translation>
    </message>
    <message>
        <source>Exact top 20 of all items by inner product and bias, 50 seen items of each user masked; batch = users.</source>
        <translation>按内积和偏置从所有物品中精确取前 20 个，每位用户遮蔽 50 个已见物品；批 = 用户。</translation>
    </message>
    <message>
        <source>Example: red=blue</source>
        <translation>例如：red=blue</translation>
    </message>
    <message>
        <source>Exclude less.</source>
        <translation>请少排除一些。</translation>
    </message>
    <message>
        <source>Exclude them: their clicks teach the model what a crawler visits.</source>
        <translation>请排除它们：它们的点击让模型学到的是爬虫的访问。</translation>
    </message>
    <message>
        <source>Export it again as MP4.</source>
        <translation>请重新导出为 MP4。</translation>
    </message>
    <message>
        <source>Export it again as WAV, FLAC or MP3.</source>
        <translation>请重新导出为 WAV、FLAC 或 MP3。</translation>
    </message>
    <message>
        <source>Export it again or leave it out.</source>
        <translation>请重新导出，或将其略去。</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>Export it as MP4.</source>
        <translation>请导出为 MP4。</translation>
    </message>
    <message>
        <source>Export it as PNG under the same name.</source>
        <translation>请以相同名称导出为 PNG。</translation>
    </message>
    <message>
        <source>Export it as WAV, FLAC or MP3.</source>
        <translation>请导出为 WAV、FLAC 或 MP3。</translation>
    </message>
    <message>
        <source>Export it to PNG.</source>
        <translation>请导出为 PNG。</translation>
    </message>
    <message>
        <source>Export the features again; such rows are not usable.</source>
        <translation>请重新导出特征；这样的行无法使用。</translation>
    </message>
    <message>
        <source>Export the rows you need as CSV or Parquet.</source>
        <translation>请把需要的行导出为 CSV 或 Parquet。</translation>
    </message>
    <message>
        <source>Export the subtitles as SRT, WebVTT or LRC.</source>
        <translation>请将字幕导出为 SRT、WebVTT 或 LRC。</translation>
    </message>
    <message>
        <source>Export the table as CSV, TSV, JSON lines or Parquet.</source>
        <translation>请将表导出为 CSV、TSV、JSON Lines 或 Parquet。</translation>
    </message>
    <message>
        <source>FeatureStore.gather of random items (49 tokens of width 1280, fp16, mapped from disk) into a padded fp32 batch; batch = items.</source>
        <translation>FeatureStore.gather 将随机物品（49 个宽 1280 的词元，fp16，磁盘映射）收集为填充的 fp32 批次；批 = 物品。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Feed-forward expansion</source>
        <translation>前馈扩展倍数</translation>
    </message>
    <message>
        <source>Fetch all files of the model.</source>
        <translation>请获取该模型的全部文件。</translation>
    </message>
    <message>
        <source>Fetch them again: {command} --again</source>
        <translation>请重新获取：{command} --again</translation>
    </message>
    <message>
        <source>Film of item</source>
        <translation>拍摄物品</translation>
    </message>
    <message>
        <source>Find where memory runs out by bisection.</source>
        <translation>用二分法找出内存耗尽之处。</translation>
    </message>
    <message>
        <source>First kernel on {device}</source>
        <translation>{device} 上的首次计算</translation>
    </message>
    <message>
        <source>Fixed weights</source>
        <translation>固定权重</translation>
    </message>
    <message>
        <source>For example {&quot;item&quot;: &quot;sku&quot;, &quot;user&quot;: &quot;customer&quot;, &quot;interactions&quot;: &quot;log.csv&quot;}.</source>
        <translation>例如 {&quot;item&quot;: &quot;sku&quot;, &quot;user&quot;: &quot;customer&quot;, &quot;interactions&quot;: &quot;log.csv&quot;}。</translation>
    </message>
    <message>
        <source>For items of one vector a modality: the best lists, without maps.</source>
        <translation>适用于每个模态一个向量的物品：列表最佳，没有注意力图。</translation>
    </message>
    <message>
        <source>For items of several tokens: a Transformer whose maps can be seen.</source>
        <translation>适用于含多个词元的物品：可查看注意力图的 Transformer。</translation>
    </message>
    <message>
        <source>For the folder of this name, write ./{name}</source>
        <translation>若指同名文件夹，请写 ./{name}</translation>
    </message>
    <message>
        <source>Free some space and go on: what has come is kept.</source>
        <translation>请腾出空间后继续：已下载的部分会保留。</translation>
    </message>
    <message>
        <source>Free some space, or move the workspace to another disk.</source>
        <translation>请腾出空间，或把工作区移到另一块磁盘。</translation>
    </message>
    <message>
        <source>Free some space, or set TRIPTYCH_HOME, HF_HOME or TORCH_HOME to another disk.</source>
        <translation>请腾出空间，或将 TRIPTYCH_HOME、HF_HOME 或 TORCH_HOME 设到另一个磁盘。</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>Fresh processes instead of the mode&apos;s.</source>
        <translation>代替该模式的独立进程数。</translation>
    </message>
    <message>
        <source>From words and picture to a list</source>
        <translation>从文字和图片到列表</translation>
    </message>
    <message>
        <source>Further items that cannot be used are counted, not listed.</source>
        <translation>其余无法使用的物品只计数，不列出。</translation>
    </message>
    <message>
        <source>Fuse what the items contain into their vectors. Without it this is plain matrix factorisation; a graph still joins items whose content is alike.</source>
        <translation>将物品内容融合进其向量。关闭时即为普通矩阵分解；图仍会连接内容相似的物品。</translation>
    </message>
    <message>
        <source>Fusing an item ({kind})</source>
        <translation>融合一个物品（{kind}）</translation>
    </message>
    <message>
        <source>Fusing items is what a step costs. So many are fused in each, those whose vectors the loss wants moved farthest; of the others the vectors last made are used, and what they should learn waits until they are fused. 0 fuses every item of a step.</source>
        <translation>一步的开销在于融合物品。每步只融合这么多物品，即损失最想移动其向量的那些；其余物品使用上次得到的向量，它们该学的会留到被融合时再学。0 表示融合该步的所有物品。</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Fusion below the graphs</source>
        <translation>图之下的融合</translation>
    </message>
    <message>
        <source>Fusion queries</source>
        <translation>融合查询</translation>
    </message>
    <message>
        <source>GPT-2 (English)</source>
        <translation>GPT-2（英文）</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Get a revision with model.safetensors, or save the model again with save_pretrained of a current transformers.</source>
        <translation>请获取带有 model.safetensors 的版本，或用新版 transformers 的 save_pretrained 重新保存模型。</translation>
    </message>
    <message>
        <source>Get an unchanged copy of the file, or measure again.</source>
        <translation>请取得未被改动的文件副本，或重新测量。</translation>
    </message>
    <message>
        <source>Get config.json again from where the model comes from.</source>
        <translation>请从模型的来源重新获取 config.json。</translation>
    </message>
    <message>
        <source>Get it again.</source>
        <translation>请重新获取。</translation>
    </message>
    <message>
        <source>Get the same model with model.safetensors and config.json.</source>
        <translation>请获取带有 model.safetensors 和 config.json 的同一模型。</translation>
    </message>
    <message>
        <source>Get them on the Features page, or run: {command}</source>
        <translation>请在“特征”页获取，或运行：{command}</translation>
    </message>
    <message>
        <source>Give JSON text or the path of a JSON file.</source>
        <translation>请给出 JSON 文本或 JSON 文件的路径。</translation>
    </message>
    <message>
        <source>Give a file, an id from `show`, or &apos;latest&apos;.</source>
        <translation>请给出文件、`show` 中的 ID，或“latest”。</translation>
    </message>
    <message>
        <source>Give a text and a picture.</source>
        <translation>请同时给出文字和图片。</translation>
    </message>
    <message>
        <source>Give an id such as google/siglip2-base-patch16-224, a folder such as ./my-model, torchvision:resnet50 or timm:vit_small_patch16_224.</source>
        <translation>请给出 google/siglip2-base-patch16-224 这样的标识、./my-model 这样的文件夹、torchvision:resnet50 或 timm:vit_small_patch16_224。</translation>
    </message>
    <message>
        <source>Give both.</source>
        <translation>请两者都给出。</translation>
    </message>
    <message>
        <source>Give each item its own picture; placeholders are better left empty.</source>
        <translation>请为每个物品提供自己的图片；占位图不如留空。</translation>
    </message>
    <message>
        <source>Give every item an id of its own, or remove the second row.</source>
        <translation>请为每个物品提供唯一的 ID，或删除第二行。</translation>
    </message>
    <message>
        <source>Give every item an id of its own.</source>
        <translation>请为每个物品提供唯一的 ID。</translation>
    </message>
    <message>
        <source>Give every item an id.</source>
        <translation>请为每个物品提供 ID。</translation>
    </message>
    <message>
        <source>Give every user an id.</source>
        <translation>请为每位用户提供 ID。</translation>
    </message>
    <message>
        <source>Give it the ending of its kind.</source>
        <translation>请改用与其类型相符的扩展名。</translation>
    </message>
    <message>
        <source>Give its address as http://host:port in the settings.</source>
        <translation>请在设置中以 http://主机:端口 的形式填写其地址。</translation>
    </message>
    <message>
        <source>Give the folder as well.</source>
        <translation>请同时写明文件夹。</translation>
    </message>
    <message>
        <source>Go on with the search: the list is made again from the trials.</source>
        <translation>继续搜索即可：列表会根据各次试验重新生成。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Graph weights</source>
        <translation>图权重</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊语</translation>
    </message>
    <message>
        <source>Grounding</source>
        <translation>共现先验</translation>
    </message>
    <message>
        <source>Grounding rank</source>
        <translation>共现先验的秩</translation>
    </message>
    <message>
        <source>He et al. 2016, trained on ImageNet-1k with torchvision&apos;s second recipe.</source>
        <translation>He 等 2016，以 ImageNet-1k 和 torchvision 的第二套方案训练。</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>预测头</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来语</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Hidden width of the feed-forward blocks, in multiples of the dimension.</source>
        <translation>前馈块的隐藏宽度，以维度的倍数计。</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>Histories are read in order of time. Of a log this says that clocks differ or rows were added afterwards: check these times, or leave the rows out.</source>
        <translation>历史按时间顺序读取。对日志而言，这说明时钟不一致或有行是事后补写的：请检查这些时间，或排除这些行。</translation>
    </message>
    <message>
        <source>History dropout</source>
        <translation>历史 dropout</translation>
    </message>
    <message>
        <source>Host threads; one if empty.</source>
        <translation>主机线程数；留空为一个。</translation>
    </message>
    <message>
        <source>How many of the latest items of a history are read.</source>
        <translation>读取历史中最近的多少个物品。</translation>
    </message>
    <message>
        <source>How much each modality&apos;s vote counts, at 1 as much as the trained model. Where there are validation interactions they choose the weights instead.</source>
        <translation>每个模态的投票占多大分量，1 表示与训练模型同等。有验证交互时，权重改由它们选定。</translation>
    </message>
    <message>
        <source>How much of the sampling bias towards popular items is taken back: 1 is the full correction, 0 none.</source>
        <translation>对热门物品采样偏差的修正程度：1 为完全修正，0 为不修正。</translation>
    </message>
    <message>
        <source>How much one event of a kind counts: looked at, put into the cart, bought; 1 where none is given. What a user did with an item adds up, and an interaction that weighs more is learned from more often. Equal weights count all alike.</source>
        <translation>每种事件算多少：浏览、加入购物车、购买；未给出的算 1。用户对一个物品所做的会累加，权重大的交互被更多次学习。权重相等则一视同仁。</translation>
    </message>
    <message>
        <source>How much what like items say counts beside what users say.</source>
        <translation>相似物品的意见相对于用户意见所占的比重。</translation>
    </message>
    <message>
        <source>How thorough the run is.</source>
        <translation>运行的细致程度。</translation>
    </message>
    <message>
        <source>How users meet items.</source>
        <translation>用户与物品如何相遇。</translation>
    </message>
    <message>
        <source>How words, picture and sound become one vector per item.</source>
        <translation>文字、图片和声音如何变成每个物品的一个向量。</translation>
    </message>
    <message>
        <source>Hugging Face imagefolder / audiofolder (metadata.csv with file_name)</source>
        <translation>Hugging Face imagefolder / audiofolder（带 file_name 的 metadata.csv）</translation>
    </message>
    <message>
        <source>If it exists, open {url}/{what}, accept its licence there, and log in with: hf auth login</source>
        <translation>如果它存在，请打开 {url}/{what} 并在那里同意其许可证，然后登录：hf auth login</translation>
    </message>
    <message>
        <source>If there is a card, install its driver; without one nothing need be done.</source>
        <translation>如有显卡，请安装其驱动；没有则无需处理。</translation>
    </message>
    <message>
        <source>In {count:,} rows of {file} (line {line:,}) the last field was read to the end of the line, commas included.</source>
        <translation>{file} 有 {count:,} 行（如第 {line:,} 行）的最后一个字段读到行尾，包括其中的逗号。</translation>
    </message>
    <message>
        <source>In {minutes:.1f} minutes {rate} {unit} a second ({width}); what is left of the first minute&apos;s speed is told from two minutes on</source>
        <translation>{minutes:.1f} 分钟内每秒 {rate} {unit}（{width}）；满两分钟才能说明首分钟速度还剩多少</translation>
    </message>
    <message>
        <source>Inputs and the random order.</source>
        <translation>输入与随机顺序。</translation>
    </message>
    <message>
        <source>Install it anew: {command}</source>
        <translation>重新安装：{command}</translation>
    </message>
    <message>
        <source>Install its package again.</source>
        <translation>请重新安装其软件包。</translation>
    </message>
    <message>
        <source>Install window and worker from the same version of Triptych.</source>
        <translation>请安装同一版本 Triptych 的窗口和工作进程。</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>Interactions per step (per process, if several train together).</source>
        <translation>每步的交互数（多进程共同训练时为每个进程）。</translation>
    </message>
    <message>
        <source>Interrupted. What was measured until then is not lost: triptych bench resume {id} goes on, with --keep it makes a result of it, with --clear it deletes it.</source>
        <translation>已中断。此前测得的内容没有丢失：triptych bench resume {id} 继续，加 --keep 将其保存为结果，加 --clear 将其删除。</translation>
    </message>
    <message>
        <source>Interrupted; nothing is kept.</source>
        <translation>已中断；没有保留任何内容。</translation>
    </message>
    <message>
        <source>It comes with Python code of its own, which may be what it needs. If you trust its authors, add it with that code allowed: --remote-code.</source>
        <translation>它自带 Python 代码，这可能正是它所需要的。如果您信任其作者，请在允许这些代码的情况下添加它：--remote-code。</translation>
    </message>
    <message>
        <source>It encodes: {those}.</source>
        <translation>它能编码：{those}。</translation>
    </message>
    <message>
        <source>It fits at {percent:.0f} % of its size{turned}; the details correlate with {correlation:.2f}{rest}.</source>
        <translation>以 {percent:.0f} % 的尺寸吻合{turned}；细节的相关度为 {correlation:.2f}{rest}。</translation>
    </message>
    <message>
        <source>It has: {names}.</source>
        <translation>它有：{names}。</translation>
    </message>
    <message>
        <source>It holds {names}.</source>
        <translation>其中有 {names}。</translation>
    </message>
    <message>
        <source>It is not on the list of encoders either: there is nothing to do.</source>
        <translation>它也不在编码器列表中：无需任何操作。</translation>
    </message>
    <message>
        <source>It is: owner/name.</source>
        <translation>其形式为：所有者/名称。</translation>
    </message>
    <message>
        <source>It is: {text}</source>
        <translation>文本是：{text}</translation>
    </message>
    <message>
        <source>It names a place outside itself: {filename}.</source>
        <translation>它指向自身之外的位置：{filename}。</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Items alike in one modality that get a vote of each item of a history. What the same people choose votes beside them, for and against all items. Found after training, in catalogs of up to 50,000 items; 0 leaves the vote out.</source>
        <translation>历史中的每个物品，为多少个在同一模态上相似的物品投票。此外，由同一批人的选择得出的线性模型也参与投票，对所有物品表示赞成或反对。训练之后计算，适用于最多 50,000 个物品的物品库；0 表示不投票。</translation>
    </message>
    <message>
        <source>Items and users joined in a graph, on top of a fusion.</source>
        <translation>在融合之上，以图连接物品与用户。</translation>
    </message>
    <message>
        <source>Items fused per step</source>
        <translation>每步融合的物品数</translation>
    </message>
    <message>
        <source>Items have nothing to encode: models learn from histories alone.</source>
        <translation>物品没有可编码的内容：模型只从历史记录中学习。</translation>
    </message>
    <message>
        <source>Its documentation lists the classification models, such as resnet50 or vgg16.</source>
        <translation>其文档列出了分类模型，例如 resnet50 或 vgg16。</translation>
    </message>
    <message>
        <source>Its files are gone ({root}): it cannot be opened again.</source>
        <translation>它的文件已不存在（{root}）：无法再次打开。</translation>
    </message>
    <message>
        <source>Its files do not fit together: get all of them again.</source>
        <translation>它的文件彼此不相符：请重新获取全部文件。</translation>
    </message>
    <message>
        <source>Its scores are made of: {parts}.</source>
        <translation>它的分数由以下部分构成：{parts}。</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Joined to the model, because the lists surely improved with each: {families}.</source>
        <translation>已加入模型，因为加入每一个后列表都确有改进：{families}。</translation>
    </message>
    <message>
        <source>Keep what it measured: triptych bench resume --keep</source>
        <translation>保留已测内容：triptych bench resume --keep</translation>
    </message>
    <message>
        <source>Kinds of behaviour count as they are set ({kinds}): no other weights surely ranked validation better.</source>
        <translation>各种行为按设定的权重计算（{kinds}）：没有别的权重在验证集上确实排得更好。</translation>
    </message>
    <message>
        <source>Kinds of behaviour count as they are set: too many to try other weights.</source>
        <translation>各种行为按设定的权重计算：数量太多，无法尝试其他权重。</translation>
    </message>
    <message>
        <source>Known are for example: {ids}.</source>
        <translation>已知的有，例如：{ids}。</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>Layers of self-attention, one on top of the other.</source>
        <translation>逐层叠加的自注意力层。</translation>
    </message>
    <message>
        <source>Learn a vector q_u for every user beside the history. Without it, a user is known by the history alone.</source>
        <translation>在历史之外为每个用户学习一个向量 q_u。不用它时，仅凭历史认识用户。</translation>
    </message>
    <message>
        <source>Learn the weights</source>
        <translation>学习权重</translation>
    </message>
    <message>
        <source>Left out as a mismatch: {named}{more}.</source>
        <translation>因不匹配而略去：{named}{more}。</translation>
    </message>
    <message>
        <source>Left out: {sentence}</source>
        <translation>已略去：{sentence}</translation>
    </message>
    <message>
        <source>Let at least two runs end.</source>
        <translation>请至少让两次运行完成。</translation>
    </message>
    <message>
        <source>Limit of {limit} not checked: nothing could be compared.</source>
        <translation>未检查 {limit} 的限度：没有可比较的内容。</translation>
    </message>
    <message>
        <source>Lines like &apos;{line}&apos; in {file} were read as the group of the rows below them: column 1.</source>
        <translation>{file} 中形如“{line}”的行已作为其下各行的分组读取：第 1 列（column 1）。</translation>
    </message>
    <message>
        <source>Listening to sound</source>
        <translation>听声音</translation>
    </message>
    <message>
        <source>Look at the input first.</source>
        <translation>请先查看该输入。</translation>
    </message>
    <message>
        <source>Looking at pictures</source>
        <translation>看图片</translation>
    </message>
    <message>
        <source>Lower the learning rate (now {rate}) or {clipped}; the best epoch so far is kept.</source>
        <translation>请降低学习率（当前 {rate}）或{clipped}；已保留目前最佳的轮次。</translation>
    </message>
    <message>
        <source>Lower the learning rate (now {rate}); the best epoch so far is kept.</source>
        <translation>请降低学习率（现在是 {rate}）；到目前为止最好的一轮已保留。</translation>
    </message>
    <message>
        <source>Lower the learning rate (now {rate}); the last epoch is kept.</source>
        <translation>请降低学习率（当前为 {rate}）；已保留最后一轮。</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Made by Triptych on {when}.</source>
        <translation>由 Triptych 于 {when} 生成。</translation>
    </message>
    <message>
        <source>Measure it on Benchmark.</source>
        <translation>请在“基准测试”页测量。</translation>
    </message>
    <message>
        <source>Measure with: triptych bench run</source>
        <translation>请用此命令测量：triptych bench run</translation>
    </message>
    <message>
        <source>Measuring on {device}.</source>
        <translation>正在 {device} 上测量。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory is short: &apos;{encoder}&apos; takes {count} items at a time from here on.</source>
        <translation>内存不足：“{encoder}”从现在起每次处理 {count} 个商品。</translation>
    </message>
    <message>
        <source>Memory ran out: the batch is halved to {batch_size} interactions.</source>
        <translation>内存耗尽：批大小减半为 {batch_size} 次交互。</translation>
    </message>
    <message>
        <source>Mind of the {name}: {mark}.</source>
        <translation>请注意{name}：{mark}。</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models of this family are not known here: choose another, or offer it as an encoder of a package of yours (entry point triptych.encoders).</source>
        <translation>此处不认识这个系列的模型：请选择其他模型，或在您自己的软件包中把它作为编码器提供（入口点 triptych.encoders）。</translation>
    </message>
    <message>
        <source>Name a folder that holds result files.</source>
        <translation>请指定一个存放结果文件的文件夹。</translation>
    </message>
    <message>
        <source>Name it &apos;{name}&apos;, or tell which column it is with a column mapping. The columns are: {columns}.</source>
        <translation>请将其命名为“{name}”，或用列映射指明是哪一列。现有的列：{columns}。</translation>
    </message>
    <message>
        <source>Name one of them: {names}.</source>
        <translation>请指定其中一个：{names}。</translation>
    </message>
    <message>
        <source>Name one.</source>
        <translation>请指定一个。</translation>
    </message>
    <message>
        <source>Name the file .json or .csv.</source>
        <translation>请把文件命名为 .json 或 .csv。</translation>
    </message>
    <message>
        <source>Name the folder that holds config.json and model.safetensors.</source>
        <translation>请给出包含 config.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>Name the model it was made of, or offer it as an encoder of a package of yours (entry point triptych.encoders).</source>
        <translation>请指定它所基于的模型,或在您自己的软件包中把它作为编码器提供(入口点 triptych.encoders)。</translation>
    </message>
    <message>
        <source>Name two encoders of a modality, or more.</source>
        <translation>请为某个模态指定两个或更多编码器。</translation>
    </message>
    <message>
        <source>Neighbours by {name}</source>
        <translation>按{name}求邻居</translation>
    </message>
    <message>
        <source>Neighbours by {name} come from an index: {recall:.1%} of the nearest {k} of {items} items drawn by chance were found.</source>
        <translation>按{name}的邻居来自索引：随机抽取的 {items} 个物品中，最近的 {k} 个找到了 {recall:.1%}。</translation>
    </message>
    <message>
        <source>Neighbours vote with weight {weight:g} each: there are no validation interactions to choose by.</source>
        <translation>每个邻居投票的权重为 {weight:g}：没有可供选择的验证交互。</translation>
    </message>
    <message>
        <source>New items into everybody&apos;s lists</source>
        <translation>新物品进入所有人的列表</translation>
    </message>
    <message>
        <source>No Triptych score: {why}</source>
        <translation>没有 Triptych 分数：{why}</translation>
    </message>
    <message>
        <source>No column of {file} names items; its rows are counted.</source>
        <translation>{file} 没有为物品命名的列；按行编号。</translation>
    </message>
    <message>
        <source>No difference from {reference} holds on these users and items.</source>
        <translation>在这些用户和物品上，与 {reference} 的差异均不成立。</translation>
    </message>
    <message>
        <source>No interaction counts as a wish, so there is nothing to learn from.</source>
        <translation>没有交互算作心愿，因此没有可学习的内容。</translation>
    </message>
    <message>
        <source>No item has {modality}.</source>
        <translation>没有物品具有{modality}。</translation>
    </message>
    <message>
        <source>No other family joins: nothing tells whether it helps.</source>
        <translation>没有其他模型加入：无法判断是否有帮助。</translation>
    </message>
    <message>
        <source>No picture of {n} could be played with.</source>
        <translation>{n} 张图片中没有一张可以参加。</translation>
    </message>
    <message>
        <source>No reader knows what to do with {file} (looked at: {looked_at}).</source>
        <translation>没有读取器能处理 {file}（查看过：{looked_at}）。</translation>
    </message>
    <message>
        <source>No single part holds it at place {place}.</source>
        <translation>没有哪个单独的部分决定了它的第 {place} 位。</translation>
    </message>
    <message>
        <source>No trained model: a ridge map takes every modality to the features of &apos;{anchor}&apos;. Each of the {chosen:,} items is mapped by a map fitted without its fifth of them.</source>
        <translation>没有训练好的模型：以岭回归映射将每个模态映到“{anchor}”的特征。{chosen:,} 个物品中的每一个都由不含其所在五分之一的数据拟合的映射来映射。</translation>
    </message>
    <message>
        <source>No vote of neighbours: the catalog has more than {most_items:,} items.</source>
        <translation>没有邻居投票：物品库的物品多于 {most_items:,} 个。</translation>
    </message>
    <message>
        <source>Nobody has chosen it yet: its content speaks for it.</source>
        <translation>还没有人选择过它：推荐它靠的是内容。</translation>
    </message>
    <message>
        <source>None of the workloads has a size &apos;{name}&apos;.</source>
        <translation>没有工作负载具有规模“{name}”。</translation>
    </message>
    <message>
        <source>Not the card&apos;s number: here {n} at once on {threads} threads, every second counted; on the card {m} at once on one thread, less the time that others held the core. Loading, compiling and the first call count in neither.</source>
        <translation>这不是成绩卡上的数字：这里用 {threads} 个线程每次 {n} 个，每一秒都计入；成绩卡用一个线程每次 {m} 个，并扣除其他程序占用核心的时间。加载、编译和首次调用两者都不计入。</translation>
    </message>
    <message>
        <source>Nothing in your history speaks for it; what the model learned beyond it does.</source>
        <translation>您的历史中没有支持它的物品；依据是模型另外学到的内容。</translation>
    </message>
    <message>
        <source>Nothing is known of you yet: what many people choose comes first.</source>
        <translation>对您还一无所知：很多人选择的排在前面。</translation>
    </message>
    <message>
        <source>Nothing need be done without a card. For an NVIDIA card install its driver, then: {command}</source>
        <translation>没有显卡则无需处理。如有 NVIDIA 显卡，请先安装驱动，然后：{command}</translation>
    </message>
    <message>
        <source>Nothing that this model attends to moves this score.</source>
        <translation>该模型所关注的一切都不影响这个分数。</translation>
    </message>
    <message>
        <source>Nothing was measured on this machine yet.</source>
        <translation>这台机器还没有测量过。</translation>
    </message>
    <message>
        <source>Nothing was planted in this catalog.</source>
        <translation>此物品库中没有植入任何内容。</translation>
    </message>
    <message>
        <source>Of its words, “{word}” moved the score most.</source>
        <translation>在它的文字中，“{word}”对分数影响最大。</translation>
    </message>
    <message>
        <source>Of what is rated, a wish is {wishes}; less is none, nor is {never}.</source>
        <translation>在有评分的交互中，{wishes}算心愿；低于此值的不算，{never} 也不算。</translation>
    </message>
    <message>
        <source>Of what is rated, a wish is {wishes}; less is none.</source>
        <translation>在有评分的交互中，{wishes}算心愿；低于此值的不算。</translation>
    </message>
    <message>
        <source>One call: less the waiting for a core that others held, as the rate beside it, where that is counted; else as it took by itself</source>
        <translation>一次调用：凡能计量之处，与旁边的速率一样扣除等待被他人占用的核心的时间；否则为单独一次的实际用时</translation>
    </message>
    <message>
        <source>One of the processes ended; all of them go on from the last checkpoint.</source>
        <translation>其中一个进程已结束；所有进程从最近的检查点继续。</translation>
    </message>
    <message>
        <source>One run has no spread.</source>
        <translation>只有一次运行无法得出离散程度。</translation>
    </message>
    <message>
        <source>One scorer for each modality, and weighted votes.</source>
        <translation>每个模态一个评分器，加权投票。</translation>
    </message>
    <message>
        <source>One seed cannot tell what encoders differ in from what trainings differ in anyway: compare with {seeds} seeds or more.</source>
        <translation>仅用一个随机种子，无法区分编码器之间的差异与两次训练之间本来就有的差异：请用 {seeds} 个或更多随机种子比较。</translation>
    </message>
    <message>
        <source>One step of core.training with the preset that suits the features, on catalog {same}; batch = interactions.</source>
        <translation>以适合这些特征的预设在物品库 {same} 上执行 core.training 的一步；批次 = 交互数。</translation>
    </message>
    <message>
        <source>One step of core.training with the preset {preset}, {fused} of the step&apos;s items fused, without validation; tokens are on the device; batch = interactions.</source>
        <translation>用预设 {preset} 执行 core.training 的一步，融合该步的 {fused} 个物品，不含验证；词元在设备上；批 = 交互数。</translation>
    </message>
    <message>
        <source>One step of core.training with the {kind} fusion, sampled softmax over the batch&apos;s items and 256 more, AdamW; tokens are on the device; batch = interactions.</source>
        <translation>使用 {kind} 融合的 core.training 的一步，对批内物品和另外 256 个作采样 softmax，AdamW；词元在设备上；批 = 交互。</translation>
    </message>
    <message>
        <source>One word alone is not written after anything.</source>
        <translation>单独一个词之前没有别的词。</translation>
    </message>
    <message>
        <source>Only one file can be the table of {table}.</source>
        <translation>只能有一个文件作为{table}表。</translation>
    </message>
    <message>
        <source>Only safetensors are loaded: choose another revision, or a model that has them.</source>
        <translation>只加载 safetensors：请选择另一个版本，或选择带有它的模型。</translation>
    </message>
    <message>
        <source>Only {free} may change; start a new run for others.</source>
        <translation>只有 {free} 可以改变；其他设置请开始新的运行。</translation>
    </message>
    <message>
        <source>Only {rows} items have both &apos;{x}&apos; and &apos;{y}&apos;; {least_items} are needed to tell what belongs together.</source>
        <translation>只有 {rows} 个物品同时具有“{x}”和“{y}”；需要 {least_items} 个才能判断哪些属于一起。</translation>
    </message>
    <message>
        <source>Open a catalog with histories, map its interaction columns, or encode two modalities and train with content and without a graph.</source>
        <translation>请打开带历史记录的物品库，映射其交互列，或对两种模态编码，并使用内容、不用图来训练。</translation>
    </message>
    <message>
        <source>Open a catalog with histories, then train.</source>
        <translation>请打开带历史记录的物品库，然后训练。</translation>
    </message>
    <message>
        <source>Open a folder with tables such as items.csv and interactions.csv, or with pictures, sounds or videos.</source>
        <translation>请打开包含 items.csv、interactions.csv 等表格，或包含图片、声音、视频的文件夹。</translation>
    </message>
    <message>
        <source>Open a model of another family.</source>
        <translation>请打开另一系列的模型。</translation>
    </message>
    <message>
        <source>Open a part of the catalog, or send a report.</source>
        <translation>请打开物品库的一部分，或发送报告。</translation>
    </message>
    <message>
        <source>Open a sample.</source>
        <translation>请打开一个示例。</translation>
    </message>
    <message>
        <source>Open one of these families: {names}.</source>
        <translation>请打开这些系列之一：{names}。</translation>
    </message>
    <message>
        <source>Open that catalog again, or train a new run.</source>
        <translation>请重新打开该物品库，或训练新的运行。</translation>
    </message>
    <message>
        <source>Open that catalog, train a new run, or bring this one here by item ids: --map-items.</source>
        <translation>请打开该物品库、训练新的运行，或用 --map-items 按物品 ID 把此运行带到这里。</translation>
    </message>
    <message>
        <source>Open the archive by itself, or unpack it.</source>
        <translation>请直接打开该压缩包，或先解压。</translation>
    </message>
    <message>
        <source>Open the folder by itself, or name a file.</source>
        <translation>请直接打开该文件夹，或指定一个文件。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (large ViT, random weights)</source>
        <translation>图片（大型 ViT，随机权重）</translation>
    </message>
    <message>
        <source>Plain SGD runs on the processor, not on {device}.</source>
        <translation>普通 SGD 在处理器上运行，而不是在 {device} 上。</translation>
    </message>
    <message>
        <source>Plain matrix factorisation by ids (BPR), compiled: what content must beat.</source>
        <translation>仅凭编号的普通矩阵分解（BPR），编译执行：内容必须胜过它。</translation>
    </message>
    <message>
        <source>Point at a word, a patch or a piece of sound to see what it looks at; click to pin, Esc to let go. Without a pin: what reaches the item as a whole. Each part has its own scale; the numbers say how much its darkest place is.</source>
        <translation>指向一个词、图块或一段声音，看它关注什么；单击固定，Esc 松开。未固定时：显示到达整个物品的内容。各部分有各自的标度；数字说明最深处是多少。</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波兰语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Process {number} ended with code {code}.</source>
        <translation>进程 {number} 以代码 {code} 结束。</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>Read again from {root} when it is opened.</source>
        <translation>再次打开时会从 {root} 重新读取。</translation>
    </message>
    <message>
        <source>Read it on a larger machine, or split it.</source>
        <translation>请在内存更大的机器上读取，或将其拆分。</translation>
    </message>
    <message>
        <source>Reading features from disk</source>
        <translation>从磁盘读取特征</translation>
    </message>
    <message>
        <source>Reading words</source>
        <translation>读文字</translation>
    </message>
    <message>
        <source>Reading, decoding and encode() of {name} on items of catalog {same}, in one thread.</source>
        <translation>对物品库 {same} 的物品进行读取、解码并由 {name} 执行 encode()，单线程。</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Recommending</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Recommending from 1 million items</source>
        <translation>从 100 万个物品中推荐</translation>
    </message>
    <message>
        <source>Recommending from 100,000 items</source>
        <translation>从 10 万个物品中推荐</translation>
    </message>
    <message>
        <source>Repairing {path}</source>
        <translation>正在修复 {path}</translation>
    </message>
    <message>
        <source>Restart the machine after installing or updating the driver of the card.</source>
        <translation>安装或更新显卡驱动后，请重启机器。</translation>
    </message>
    <message>
        <source>Resume the run, if memory ran out with fewer processes: it goes on from its last checkpoint.</source>
        <translation>请继续此次运行（若内存不足，请减少进程数）：它会从最近的检查点继续。</translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation>隔离区中的行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run pip install &quot;triptych[excel]&quot;, or save the sheets as CSV.</source>
        <translation>请运行 pip install &quot;triptych[excel]&quot;，或把工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>Run pip install &quot;triptych[heic]&quot;, or save it as JPEG.</source>
        <translation>请运行 pip install &quot;triptych[heic]&quot;，或另存为 JPEG。</translation>
    </message>
    <message>
        <source>Run {folder} has not come to its end, so it has not been tested.</source>
        <translation>运行 {folder} 尚未结束，因此尚未测试。</translation>
    </message>
    <message>
        <source>Run {name} is being trained by another process ({pid}).</source>
        <translation>运行 {name} 正由另一个进程（{pid}）训练。</translation>
    </message>
    <message>
        <source>Run {n} failed: {said}</source>
        <translation>第 {n} 次运行失败：{said}</translation>
    </message>
    <message>
        <source>Run: pip install {package}</source>
        <translation>请运行：pip install {package}</translation>
    </message>
    <message>
        <source>Run: pip uninstall {package}</source>
        <translation>请运行：pip uninstall {package}</translation>
    </message>
    <message>
        <source>Run: {command}</source>
        <translation>运行：{command}</translation>
    </message>
    <message>
        <source>Runs {first} and {folder} were tested on different interactions, so their numbers cannot be compared.</source>
        <translation>运行 {first} 和 {folder} 在不同的交互上测试，因此其数字不可比较。</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Save it again, or save the sheets as CSV.</source>
        <translation>请重新保存，或把工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>Save it with a current transformers, so that there is a tokenizer.json.</source>
        <translation>请用新版 transformers 保存它，以便生成 tokenizer.json。</translation>
    </message>
    <message>
        <source>Save the sheets as CSV.</source>
        <translation>请把工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>Say which column of {name} names the {meaning}.</source>
        <translation>请指明 {name} 的哪一列给出{meaning}。</translation>
    </message>
    <message>
        <source>Seconds for other families</source>
        <translation>尝试其他模型的秒数</translation>
    </message>
    <message>
        <source>Seconds of training</source>
        <translation>训练秒数</translation>
    </message>
    <message>
        <source>See: triptych bench show</source>
        <translation>查看：triptych bench show</translation>
    </message>
    <message>
        <source>Set the behaviour dimension to 0, or rename them.</source>
        <translation>把行为维度设为 0，或给这些特征改名。</translation>
    </message>
    <message>
        <source>Share of the items of a training step that lack it, so that the rest of the content learns to stand alone for new items.</source>
        <translation>训练每步中缺少它的物品比例，使其余内容学会独自代表新物品。</translation>
    </message>
    <message>
        <source>Share of the numbers between the layers that a training step hides. Short histories need more of it, about 0.5.</source>
        <translation>训练时每步在各层之间隐去的数值比例。历史越短越需要它，约 0.5。</translation>
    </message>
    <message>
        <source>Snapshot of one&apos;s own catalog to measure on.</source>
        <translation>用于测量的自有物品库快照。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Space of the trained model: the pooled inputs of its &apos;{kind}&apos; fusion, {trained}. Training has seen these items.</source>
        <translation>训练好的模型的空间：其“{kind}”融合的池化输入，{trained}。训练已见过这些物品。</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Start a new run with the same settings; the model of this one can be used.</source>
        <translation>请用相同设置开始新的运行；此运行的模型仍可使用。</translation>
    </message>
    <message>
        <source>Start a new search; the trials of this one are runs that can be used.</source>
        <translation>请开始新的搜索；此搜索的各次试验仍是可用的运行。</translation>
    </message>
    <message>
        <source>Starting processes</source>
        <translation>正在启动进程</translation>
    </message>
    <message>
        <source>Switch that off in the settings (network), or bring the weights by hand.</source>
        <translation>请在设置（网络）中关闭该选项，或手动拷入权重。</translation>
    </message>
    <message>
        <source>Tested on items that training never saw: only content helps.</source>
        <translation>在训练从未见过的物品上测试：只有内容有用。</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰语</translation>
    </message>
    <message>
        <source>The &apos;{modality}&apos; features are not those this run was trained on: the files or the encoder &apos;{here}&apos; changed since.</source>
        <translation>“{modality}”的特征不是此运行训练时所用的：文件或编码器“{here}”此后有变。</translation>
    </message>
    <message>
        <source>The Python code of {name} lies in {repo}.</source>
        <translation>{name} 的 Python 代码位于 {repo}。</translation>
    </message>
    <message>
        <source>The activation &apos;{name}&apos; is not known here.</source>
        <translation>此处不支持激活函数“{name}”。</translation>
    </message>
    <message>
        <source>The array has shape {shape}, expected [items, width].</source>
        <translation>数组形状为 {shape}，应为 [items, width]。</translation>
    </message>
    <message>
        <source>The attention of {kind} cannot be looked at.</source>
        <translation>无法查看 {kind} 的注意力。</translation>
    </message>
    <message>
        <source>The best {k} of {n:,} items. Framed: held out of training and really chosen ({hits} of {held} held-out items). The bar says what each part gives.</source>
        <translation>{n:,} 个物品中最好的 {k} 个。加框的：训练时留出且确实被选中（{held} 个留出物品中的 {hits} 个）。横条说明每一部分贡献多少。</translation>
    </message>
    <message>
        <source>The bytes in the column &apos;{column}&apos; are no picture, sound or video; it is not used.</source>
        <translation>列“{column}”中的字节不是图片、声音或视频，未使用。</translation>
    </message>
    <message>
        <source>The catalog &apos;{catalog}&apos; that this run was trained on is not in the workspace, so nobody can tell which item is which.</source>
        <translation>训练此次运行所用的物品库“{catalog}”不在工作区中，因此无法对应各个物品。</translation>
    </message>
    <message>
        <source>The catalog has features called &apos;behaviour&apos;, as what histories say is called.</source>
        <translation>物品库中已有名为 &apos;behaviour&apos; 的特征，与历史所得的模态同名。</translation>
    </message>
    <message>
        <source>The catalog has no item number {item}.</source>
        <translation>物品库中没有编号为 {item} 的物品。</translation>
    </message>
    <message>
        <source>The catalog has no item number {row}.</source>
        <translation>物品库中没有编号为 {row} 的物品。</translation>
    </message>
    <message>
        <source>The catalog has no user number {user}.</source>
        <translation>物品库中没有编号为 {user} 的用户。</translation>
    </message>
    <message>
        <source>The catalog has no {modality}.</source>
        <translation>该物品库没有{modality}。</translation>
    </message>
    <message>
        <source>The checkpoint cannot be read ({error}).</source>
        <translation>无法读取检查点（{error}）。</translation>
    </message>
    <message>
        <source>The column &apos;{column}&apos; of {file}</source>
        <translation>{file} 的列“{column}”</translation>
    </message>
    <message>
        <source>The columns are: {known}.</source>
        <translation>现有的列：{known}。</translation>
    </message>
    <message>
        <source>The columns are: {names}.</source>
        <translation>现有的列：{names}。</translation>
    </message>
    <message>
        <source>The configuration cannot be read: {error}.</source>
        <translation>无法读取配置：{error}。</translation>
    </message>
    <message>
        <source>The count is no number</source>
        <translation>次数不是数字</translation>
    </message>
    <message>
        <source>The default in some seconds on a catalog of hundreds of items, maps included.</source>
        <translation>在数百个物品的物品库上只需几秒的默认设置，包含注意力图。</translation>
    </message>
    <message>
        <source>The default, then other families for two minutes; those that help join it.</source>
        <translation>先训练默认模型，再用两分钟尝试其他模型；有帮助的会加入。</translation>
    </message>
    <message>
        <source>The device &apos;{choice}&apos; cannot be used: {line}.</source>
        <translation>无法使用设备“{choice}”：{line}。</translation>
    </message>
    <message>
        <source>The device &apos;{name}&apos; cannot be used here.</source>
        <translation>此处无法使用设备“{name}”。</translation>
    </message>
    <message>
        <source>The disk is full, or a limit of yours is reached: {folder} has {free:,.0f} MB left.</source>
        <translation>磁盘已满，或已达到您的限额：{folder} 剩余 {free:,.0f} MB。</translation>
    </message>
    <message>
        <source>The disk is full: {left:,.0f} MB of {file} are still to come.</source>
        <translation>磁盘已满：{file} 还有 {left:,.0f} MB 未下载。</translation>
    </message>
    <message>
        <source>The encoder &apos;{name}&apos; has no attention to look at.</source>
        <translation>编码器“{name}”没有可看的注意力。</translation>
    </message>
    <message>
        <source>The encoder &apos;{name}&apos; has no revisions to choose from.</source>
        <translation>编码器“{name}”没有可选的修订版本。</translation>
    </message>
    <message>
        <source>The encoder &apos;{name}&apos; has no weights of its own: it learns from a catalog.</source>
        <translation>编码器“{name}”没有自己的权重：它从物品库中学习。</translation>
    </message>
    <message>
        <source>The encoder &apos;{name}&apos; is for {modality}, not for {wanted}.</source>
        <translation>编码器“{name}”用于{modality}，而非{wanted}。</translation>
    </message>
    <message>
        <source>The encoder was stopped while it learned.</source>
        <translation>编码器在学习时被停止。</translation>
    </message>
    <message>
        <source>The engine has no query &apos;{name}&apos;.</source>
        <translation>引擎没有查询“{name}”。</translation>
    </message>
    <message>
        <source>The features are in {folder}.</source>
        <translation>特征在 {folder} 中。</translation>
    </message>
    <message>
        <source>The features cannot be read ({error}).</source>
        <translation>无法读取特征（{error}）。</translation>
    </message>
    <message>
        <source>The features of {modality} were made by another version of &apos;{encoder}&apos;.</source>
        <translation>{modality}的特征是由另一个版本的“{encoder}”生成的。</translation>
    </message>
    <message>
        <source>The features of {modality} were not made here, so a file cannot be encoded either.</source>
        <translation>{modality}的特征不是在这里生成的，因此也无法对文件编码。</translation>
    </message>
    <message>
        <source>The file cannot be read: {error}.</source>
        <translation>无法读取文件：{error}。</translation>
    </message>
    <message>
        <source>The file has version {found}; this program reads {version}.</source>
        <translation>文件版本为 {found}；本程序读取 {version}。</translation>
    </message>
    <message>
        <source>The file has {size:.0f} MiB; no result is that large.</source>
        <translation>文件有 {size:.0f} MiB；没有结果会这么大。</translation>
    </message>
    <message>
        <source>The file is no NumPy array of numbers ({error}).</source>
        <translation>文件不是 NumPy 数值数组（{error}）。</translation>
    </message>
    <message>
        <source>The file {file} cannot be read.</source>
        <translation>无法读取文件 {file}。</translation>
    </message>
    <message>
        <source>The finding is about {count:,} rows, too many to be left out one by one.</source>
        <translation>该检查结果涉及 {count:,} 行，太多而无法逐一略去。</translation>
    </message>
    <message>
        <source>The first id is 1 and there are as many rows of features as items: the rows may be one off, since row i is taken for item i. If so, number the items from 0.</source>
        <translation>第一个编号是 1,而特征行数与物品数相同:行可能错开一位,因为第 i 行被当作物品 i。若如此,请从 0 开始给物品编号。</translation>
    </message>
    <message>
        <source>The first line of {file}, above the names of its columns, is no row: {line}</source>
        <translation>{file} 的第一行在列名之上，不是数据行：{line}</translation>
    </message>
    <message>
        <source>The first line of {path} names no columns.</source>
        <translation>{path} 的第一行没有列名。</translation>
    </message>
    <message>
        <source>The first {n:,} lines of {file}, above the names of its columns, are no rows: {line}</source>
        <translation>{file} 开头、列名之上的 {n:,} 行不是数据行：{line}</translation>
    </message>
    <message>
        <source>The folder holds no files.</source>
        <translation>该文件夹中没有文件。</translation>
    </message>
    <message>
        <source>The folder of this model lacks what lays out its inputs ({error}).</source>
        <translation>该模型的文件夹缺少处理输入所需的文件（{error}）。</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>The folder {folder} holds no model that can be looked into ({kind}).</source>
        <translation>文件夹 {folder} 中没有可以看进去的模型（{kind}）。</translation>
    </message>
    <message>
        <source>The graphics card failed ({error}).</source>
        <translation>显卡出错（{error}）。</translation>
    </message>
    <message>
        <source>The line is no JSON ({error}).</source>
        <translation>该行不是 JSON（{error}）。</translation>
    </message>
    <message>
        <source>The list of this search&apos;s trials is damaged.</source>
        <translation>此搜索的试验列表已损坏。</translation>
    </message>
    <message>
        <source>The list of trials was damaged and was made again from their folders: {count}.</source>
        <translation>试验列表已损坏，已根据试验文件夹重新生成：{count} 个。</translation>
    </message>
    <message>
        <source>The list that begins here does not end: the file may be cut off.</source>
        <translation>从这里开始的列表没有结尾：文件可能被截断。</translation>
    </message>
    <message>
        <source>The loss or a gradient became NaN or infinite.</source>
        <translation>损失或梯度变成了 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>The machines differ in: {names}.</source>
        <translation>机器的不同之处：{names}。</translation>
    </message>
    <message>
        <source>The map of &apos;{name}&apos; does not fit the tokens of this item.</source>
        <translation>“{name}”的图与此物品的词元不符。</translation>
    </message>
    <message>
        <source>The mapping names the column &apos;{column}&apos;, which no file has.</source>
        <translation>映射中的列“{column}”不在任何文件中。</translation>
    </message>
    <message>
        <source>The mapping names the column &apos;{column}&apos;, which {file} does not have.</source>
        <translation>映射中的列“{column}”不在 {file} 中。</translation>
    </message>
    <message>
        <source>The mapping names the file &apos;{name}&apos;, which is not in {folder}.</source>
        <translation>映射中的文件“{name}”不在 {folder} 中。</translation>
    </message>
    <message>
        <source>The mapping says what &apos;{key}&apos; is, which is nothing a catalog has.</source>
        <translation>映射说明了“{key}”是什么，但物品库没有这一项。</translation>
    </message>
    <message>
        <source>The media in {file} cannot be written to the workspace ({error}).</source>
        <translation>{file} 中的媒体无法写入工作区（{error}）。</translation>
    </message>
    <message>
        <source>The model does not look at &apos;{unknown}&apos;.</source>
        <translation>模型不看“{unknown}”。</translation>
    </message>
    <message>
        <source>The model has no aligned tokens of &apos;{modality}&apos;.</source>
        <translation>模型没有“{modality}”的对齐词元。</translation>
    </message>
    <message>
        <source>The model has {heads} heads.</source>
        <translation>模型有 {heads} 个头。</translation>
    </message>
    <message>
        <source>The model has {layers} layers.</source>
        <translation>模型有 {layers} 层。</translation>
    </message>
    <message>
        <source>The model knows no item number {row}.</source>
        <translation>模型不认识编号为 {row} 的物品。</translation>
    </message>
    <message>
        <source>The model knows no user number {user}.</source>
        <translation>模型不认识编号为 {user} 的用户。</translation>
    </message>
    <message>
        <source>The model ranks alone: no other family surely improved its lists.</source>
        <translation>模型单独排序：没有其他模型确实改进列表。</translation>
    </message>
    <message>
        <source>The model takes &apos;{name}&apos; features of width {width}, these have {other}.</source>
        <translation>模型接受宽度为 {width} 的“{name}”特征，而这些特征的宽度为 {other}。</translation>
    </message>
    <message>
        <source>The model was trained with &apos;{name}&apos;, which this catalog does not have.</source>
        <translation>模型以“{name}”训练，而此物品库没有它。</translation>
    </message>
    <message>
        <source>The model {name} is not on this machine.</source>
        <translation>模型 {name} 不在此计算机上。</translation>
    </message>
    <message>
        <source>The modes differ: {mode} and {other}.</source>
        <translation>模式不同：{mode} 和 {other}。</translation>
    </message>
    <message>
        <source>The package {package} does not hold the weights.</source>
        <translation>软件包 {package} 中没有这些权重。</translation>
    </message>
    <message>
        <source>The page as it was</source>
        <translation>当时的页面</translation>
    </message>
    <message>
        <source>The path &apos;{name}&apos; leaves the folder of the catalog.</source>
        <translation>路径“{name}”超出了物品库的文件夹。</translation>
    </message>
    <message>
        <source>The path leads out of the catalog&apos;s folder</source>
        <translation>路径指向物品库文件夹之外</translation>
    </message>
    <message>
        <source>The pooling &apos;{mode}&apos; is not known here.</source>
        <translation>此处不支持池化方式“{mode}”。</translation>
    </message>
    <message>
        <source>The process that measured an encoder ended without an answer.</source>
        <translation>测量编码器的进程未给出结果便结束了。</translation>
    </message>
    <message>
        <source>The processes of the training ended again and again: {reason}</source>
        <translation>训练进程一再结束：{reason}</translation>
    </message>
    <message>
        <source>The processes under torchrun ended before they answered: {reason}</source>
        <translation>torchrun 下的进程未作回答就结束了：{reason}</translation>
    </message>
    <message>
        <source>The processor in {path} cannot be loaded: {error}</source>
        <translation>无法加载 {path} 中的处理器：{error}</translation>
    </message>
    <message>
        <source>The proxy &apos;{proxy}&apos; cannot be used.</source>
        <translation>无法使用代理“{proxy}”。</translation>
    </message>
    <message>
        <source>The proxy does not let us through.</source>
        <translation>代理不允许通过。</translation>
    </message>
    <message>
        <source>The question &apos;{question}&apos; is not valid: {error}</source>
        <translation>问题“{question}”无效：{error}</translation>
    </message>
    <message>
        <source>The rating is no number</source>
        <translation>评分不是数字</translation>
    </message>
    <message>
        <source>The record is nested too deeply.</source>
        <translation>该记录嵌套过深。</translation>
    </message>
    <message>
        <source>The record is no JSON ({error}).</source>
        <translation>该记录不是 JSON（{error}）。</translation>
    </message>
    <message>
        <source>The records in &apos;{name}&apos; were read as rows, {rows:,} of them.</source>
        <translation>“{name}”中的记录已作为行读取，共 {rows:,} 行。</translation>
    </message>
    <message>
        <source>The repository {repo} has no {file}.</source>
        <translation>仓库 {repo} 中没有 {file}。</translation>
    </message>
    <message>
        <source>The repository {repo} names a file outside its folder.</source>
        <translation>仓库 {repo} 指向了其文件夹之外的文件。</translation>
    </message>
    <message>
        <source>The result is damaged: {msg}.</source>
        <translation>结果已损坏：{msg}。</translation>
    </message>
    <message>
        <source>The row has not as many fields as the others.</source>
        <translation>该行的字段数与其他行不同。</translation>
    </message>
    <message>
        <source>The row has {fields} fields instead of {width}.</source>
        <translation>该行有 {fields} 个字段，应为 {width} 个。</translation>
    </message>
    <message>
        <source>The rows of {file} are in {other} too. Only {other} is read. Is it right?</source>
        <translation>{file} 的行在 {other} 里也有。只读取 {other}。对吗？</translation>
    </message>
    <message>
        <source>The rows of {other} stand beside those of {file} that name them in &apos;{on}&apos;.</source>
        <translation>{other} 的行与 {file} 中通过“{on}”指向它们的行并列读取。</translation>
    </message>
    <message>
        <source>The run &apos;{id}&apos; does not say what it was to measure.</source>
        <translation>运行“{id}”没有说明要测什么。</translation>
    </message>
    <message>
        <source>The run has no modality &apos;{name}&apos;.</source>
        <translation>该运行没有模态“{name}”。</translation>
    </message>
    <message>
        <source>The run was trained with &apos;{missing}&apos;, which these features do not have.</source>
        <translation>该运行以“{missing}”训练，而这些特征中没有它。</translation>
    </message>
    <message>
        <source>The run&apos;s configuration is not valid: {where}: {msg}.</source>
        <translation>该运行的配置无效：{where}：{msg}。</translation>
    </message>
    <message>
        <source>The same for items of one vector a modality: a graph of like items, then others.</source>
        <translation>同上，用于每种模态只有一个向量的物品：先用相似物品的图，再用其他类型。</translation>
    </message>
    <message>
        <source>The same without features: plain BPR by ids, then others.</source>
        <translation>同上，用于没有特征的物品库：先用按编号的普通 BPR，再用其他类型。</translation>
    </message>
    <message>
        <source>The setting &apos;{where}&apos; is not valid: {msg}.</source>
        <translation>设置“{where}”无效：{msg}。</translation>
    </message>
    <message>
        <source>The snapshot {folder} cannot be opened ({error}).</source>
        <translation>无法打开快照 {folder}（{error}）。</translation>
    </message>
    <message>
        <source>The source article&apos;s sample: concatenation, BCE, Adam, ten epochs.</source>
        <translation>原文的示例：拼接、BCE、Adam、十个轮次。</translation>
    </message>
    <message>
        <source>The split is none of 0, 1, 2, train, valid, test</source>
        <translation>划分标记不是 0、1、2、train、valid、test 之一</translation>
    </message>
    <message>
        <source>The stored features cannot be read ({error}).</source>
        <translation>无法读取所存的特征（{error}）。</translation>
    </message>
    <message>
        <source>The stored features of item {row} are damaged.</source>
        <translation>物品 {row} 的已存特征已损坏。</translation>
    </message>
    <message>
        <source>The stored graph of like items does not fit this catalog: {error}.</source>
        <translation>保存的相似物品图与此物品库不符：{error}。</translation>
    </message>
    <message>
        <source>The stored weights do not fit this model: {reason}</source>
        <translation>所存的权重与此模型不符：{reason}</translation>
    </message>
    <message>
        <source>The strongest kind of behaviour counts 1, the others {kinds}: that surely ranked validation better ({metric} {before:.4f} -&gt; {after:.4f}).</source>
        <translation>最强的行为计为 1，其余为 {kinds}：这样在验证集上确实排得更好（{metric} {before:.4f} -&gt; {after:.4f}）。</translation>
    </message>
    <message>
        <source>The time is used up after {number} rounds.</source>
        <translation>时间在 {number} 轮后用尽。</translation>
    </message>
    <message>
        <source>The times in &apos;{column}&apos; of {file} were taken for {taken}; they could be {other}.</source>
        <translation>{file} 的“{column}”中的时间按“{taken}”读取;也可能是:{other}。</translation>
    </message>
    <message>
        <source>The tokenizer mode &apos;{mode}&apos; is not known here.</source>
        <translation>此处不支持分词模式“{mode}”。</translation>
    </message>
    <message>
        <source>The tokenizer of this model does not tell which characters its tokens stand for.</source>
        <translation>此模型的分词器不说明每个词元对应哪些字符。</translation>
    </message>
    <message>
        <source>The truth of a sample has the columns {truth_columns}.</source>
        <translation>示例的真值具有列 {truth_columns}。</translation>
    </message>
    <message>
        <source>The values &apos;{values}&apos; do not fit &apos;{field}&apos;.</source>
        <translation>值“{values}”不适合“{field}”。</translation>
    </message>
    <message>
        <source>The weight file belongs to another model ({error}).</source>
        <translation>权重文件属于其他模型（{error}）。</translation>
    </message>
    <message>
        <source>The weights are in {file}, which would have to be unpickled: that can run anybody&apos;s code.</source>
        <translation>权重在 {file} 中，必须反序列化（unpickle）：这可能运行任何人的代码。</translation>
    </message>
    <message>
        <source>The weights in {path} cannot be loaded: {error}</source>
        <translation>无法加载 {path} 中的权重：{error}</translation>
    </message>
    <message>
        <source>The weights in {path} lack {lacking} parts, such as {first}.</source>
        <translation>{path} 中的权重缺少 {lacking} 个部分，例如 {first}。</translation>
    </message>
    <message>
        <source>The weights need {left:,.0f} MB in {folder}, but {free:,.0f} MB are free.</source>
        <translation>权重需要 {folder} 中的 {left:,.0f} MB，但只剩 {free:,.0f} MB。</translation>
    </message>
    <message>
        <source>The weights of &apos;{name}&apos; are being fetched already.</source>
        <translation>“{name}”的权重正在获取中。</translation>
    </message>
    <message>
        <source>The weights of &apos;{name}&apos; are on this machine.</source>
        <translation>“{name}”的权重已在本机。</translation>
    </message>
    <message>
        <source>The weights of &apos;{name}&apos; cannot be fetched from here.</source>
        <translation>无法在此获取“{name}”的权重。</translation>
    </message>
    <message>
        <source>The weights of &apos;{name}&apos; were installed by pip.</source>
        <translation>“{name}”的权重是由 pip 安装的。</translation>
    </message>
    <message>
        <source>The weights of the encoder &apos;{entry}&apos; cannot be read ({error}).</source>
        <translation>编码器“{entry}”的权重无法读取（{error}）。</translation>
    </message>
    <message>
        <source>The weights of the encoder &apos;{name}&apos; are damaged.</source>
        <translation>编码器“{name}”的权重已损坏。</translation>
    </message>
    <message>
        <source>The weights of the encoder &apos;{name}&apos; are not the ones expected.</source>
        <translation>编码器“{name}”的权重不是预期的权重。</translation>
    </message>
    <message>
        <source>The weights of the {modality} encoder &apos;{name}&apos; are not on this machine.</source>
        <translation>{modality}编码器“{name}”的权重不在此机器上。</translation>
    </message>
    <message>
        <source>The window speaks protocol {version}, this worker {protocol_version}.</source>
        <translation>窗口使用协议 {version}，此工作进程使用 {protocol_version}。</translation>
    </message>
    <message>
        <source>The words of this catalog look {language}</source>
        <translation>此物品库的文字看起来是{language}</translation>
    </message>
    <message>
        <source>The {modality} file cannot be read ({error}).</source>
        <translation>无法读取{modality}文件（{error}）。</translation>
    </message>
    <message>
        <source>The {name} &apos;{id}&apos; is synthetic: it was measured on a fake device.</source>
        <translation>{name}“{id}”是模拟的：在模拟设备上测量。</translation>
    </message>
    <message>
        <source>The {name} is missing.</source>
        <translation>缺少{name}。</translation>
    </message>
    <message>
        <source>The {name} is not in the table of {name}s.</source>
        <translation>该{name}不在{name}表中。</translation>
    </message>
    <message>
        <source>The {name} was interrupted before its plan was through.</source>
        <translation>{name}在计划完成之前被中断。</translation>
    </message>
    <message>
        <source>There are few interactions: steps of {batch_size} instead of {wanted}, so that an epoch has {least_steps}.</source>
        <translation>交互较少：每步用 {batch_size} 个而不是 {wanted} 个，使每轮有 {least_steps} 步。</translation>
    </message>
    <message>
        <source>There are no interactions to learn from, and no two modalities that could agree.</source>
        <translation>没有可学习的交互，也没有两种可以彼此一致的模态。</translation>
    </message>
    <message>
        <source>There are no weights of &apos;{name}&apos; that we could delete.</source>
        <translation>没有可以删除的“{name}”的权重。</translation>
    </message>
    <message>
        <source>There is a {file} beside the catalog already.</source>
        <translation>物品库旁已有 {file}。</translation>
    </message>
    <message>
        <source>There is an NVIDIA driver, so another build would use the card: {command} (other versions: {selector})</source>
        <translation>本机有 NVIDIA 驱动，换一个构建即可使用显卡：{command}（其他版本见 {selector}）</translation>
    </message>
    <message>
        <source>There is no encoder &apos;{name}&apos;.</source>
        <translation>没有编码器“{name}”。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>没有文件或文件夹 {path}。</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>没有文件夹 {folder}。</translation>
    </message>
    <message>
        <source>There is no layer {layer} with that head in &apos;{stack}&apos;.</source>
        <translation>“{stack}”中没有第 {layer} 层的那个头。</translation>
    </message>
    <message>
        <source>There is no model in this folder: no config.json says what it is.</source>
        <translation>此文件夹中没有模型：没有 config.json 说明它是什么。</translation>
    </message>
    <message>
        <source>There is no preset &apos;{preset}&apos;.</source>
        <translation>没有预设“{preset}”。</translation>
    </message>
    <message>
        <source>There is no reader &apos;{name}&apos;.</source>
        <translation>没有读取器“{name}”。</translation>
    </message>
    <message>
        <source>There is no result &apos;{name}&apos;.</source>
        <translation>没有结果“{name}”。</translation>
    </message>
    <message>
        <source>There is no run &apos;{id}&apos; that did not end.</source>
        <translation>没有未结束的运行“{id}”。</translation>
    </message>
    <message>
        <source>There is no run that did not end.</source>
        <translation>没有未结束的运行。</translation>
    </message>
    <message>
        <source>There is no score: {why}</source>
        <translation>没有分数：{why}</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>There is no time format &apos;{spec}&apos;.</source>
        <translation>没有名为“{spec}”的时间格式。</translation>
    </message>
    <message>
        <source>There is no workload &apos;{name}&apos;.</source>
        <translation>没有工作负载“{name}”。</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>There is nothing to measure: {why}.</source>
        <translation>没有可测量的内容：{why}。</translation>
    </message>
    <message>
        <source>These weights cannot be read: {reason}</source>
        <translation>无法读取这些权重：{reason}</translation>
    </message>
    <message>
        <source>These weights were quantised ({method}), which is not read here.</source>
        <translation>这些权重经过量化（{method}），此处无法读取。</translation>
    </message>
    <message>
        <source>They have: {known}.</source>
        <translation>它们具有：{known}。</translation>
    </message>
    <message>
        <source>This bundle cannot be used ({error}).</source>
        <translation>此数据包无法使用（{error}）。</translation>
    </message>
    <message>
        <source>This bundle would hold {size:.1f} GB; {most:.1f} GB are the most.</source>
        <translation>此数据包将有 {size:.1f} GB；最多 {most:.1f} GB。</translation>
    </message>
    <message>
        <source>This catalog has no &apos;{modality}&apos;.</source>
        <translation>此物品库没有“{modality}”。</translation>
    </message>
    <message>
        <source>This catalog has no histories: words, pictures and sound learn to agree, for maps and alignment. Nothing can be recommended.</source>
        <translation>此物品库没有历史记录：文字、图片和声音将学习彼此一致，用于注意力图和对齐。无法进行推荐。</translation>
    </message>
    <message>
        <source>This configuration has no setting &apos;{field}&apos; to search.</source>
        <translation>此配置没有可搜索的设置“{field}”。</translation>
    </message>
    <message>
        <source>This game is for models of pictures alone.</source>
        <translation>这个游戏只适用于图片模型。</translation>
    </message>
    <message>
        <source>This is a web address</source>
        <translation>这是网址</translation>
    </message>
    <message>
        <source>This is an adapter (LoRA), which only changes {base}.</source>
        <translation>这是一个适配器（LoRA），仅用于修改 {base}。</translation>
    </message>
    <message>
        <source>This is no possible time, as those of the column are written</source>
        <translation>按该列时间的写法，这不是可能的时间</translation>
    </message>
    <message>
        <source>This is not a folder.</source>
        <translation>这不是文件夹。</translation>
    </message>
    <message>
        <source>This item has no {column}.</source>
        <translation>此物品没有{column}。</translation>
    </message>
    <message>
        <source>This item has no {modality} in this space.</source>
        <translation>此物品在此空间中没有{modality}。</translation>
    </message>
    <message>
        <source>This item has no {name}.</source>
        <translation>此物品没有{name}。</translation>
    </message>
    <message>
        <source>This item has no {noun}.</source>
        <translation>此物品没有{noun}。</translation>
    </message>
    <message>
        <source>This map has no tokens that could be masked.</source>
        <translation>此图没有可以遮住的词元。</translation>
    </message>
    <message>
        <source>This map is not of this input.</source>
        <translation>此图不属于这个输入。</translation>
    </message>
    <message>
        <source>This model cannot be used ({error}).</source>
        <translation>无法使用此模型（{error}）。</translation>
    </message>
    <message>
        <source>This model cannot put pictures into words ({error}).</source>
        <translation>这个模型无法把图片写成文字（{error}）。</translation>
    </message>
    <message>
        <source>This model cuts the picture into several views, which is not supported.</source>
        <translation>该模型把图片切成多个视图，尚不支持。</translation>
    </message>
    <message>
        <source>This model describes pictures, and none was given.</source>
        <translation>该模型描述图片，但没有给出图片。</translation>
    </message>
    <message>
        <source>This model does not compare words and patches.</source>
        <translation>该模型不比较词与图块。</translation>
    </message>
    <message>
        <source>This model does not look at what items contain, so content alone ranks nothing.</source>
        <translation>该模型不看物品的内容，因此无法仅按内容排序。</translation>
    </message>
    <message>
        <source>This model has no score &apos;{target}&apos; for this input.</source>
        <translation>该模型对这个输入没有分数“{target}”。</translation>
    </message>
    <message>
        <source>This model hears sounds, and none was given.</source>
        <translation>该模型听声音，但没有给出声音。</translation>
    </message>
    <message>
        <source>This model is asked about a picture.</source>
        <translation>该模型回答关于图片的问题。</translation>
    </message>
    <message>
        <source>This model looks at pictures, and none was given.</source>
        <translation>该模型看图片，但没有给出图片。</translation>
    </message>
    <message>
        <source>This model looks at {modalities}, and nothing of that is given.</source>
        <translation>此模型查看的是{modalities}，而这些都没有给出。</translation>
    </message>
    <message>
        <source>This model needs {need:.1f} GB of memory, and {free:.1f} GB are free.</source>
        <translation>此模型需要 {need:.1f} GB 内存，现有 {free:.1f} GB 可用。</translation>
    </message>
    <message>
        <source>This model reads a text beside a picture.</source>
        <translation>该模型同时读文字和图片。</translation>
    </message>
    <message>
        <source>This model was given nothing to look at.</source>
        <translation>没有给该模型任何可看的内容。</translation>
    </message>
    <message>
        <source>This model was trained without histories: it has maps, and recommends nothing.</source>
        <translation>此模型训练时没有历史记录：它有注意力图，但不做推荐。</translation>
    </message>
    <message>
        <source>This run fuses by &apos;{kind}&apos;, which does not align words with patches or sounds.</source>
        <translation>此运行以“{kind}”融合，不会将词与图块或声音对齐。</translation>
    </message>
    <message>
        <source>This run fuses by &apos;{kind}&apos;, which has no attention to show.</source>
        <translation>此运行以“{kind}”融合，没有可显示的注意力。</translation>
    </message>
    <message>
        <source>This run has a model, but its checkpoint is gone: it cannot go on.</source>
        <translation>此运行有模型，但检查点已不在，无法继续。</translation>
    </message>
    <message>
        <source>This run predicts ratings, so its parts are not judged as a ranking.</source>
        <translation>该运行预测评分，因此不按排序评判其各部分。</translation>
    </message>
    <message>
        <source>This run was trained on &apos;{catalog}&apos; and knows items by their ids alone; {count} of &apos;{here}&apos; are not among them.</source>
        <translation>此运行是在“{catalog}”上训练的，只按 ID 认识物品；“{here}”中有 {count} 个物品不在其中。</translation>
    </message>
    <message>
        <source>This run was trained on &apos;{catalog}&apos; with {users} users and {items} items; the open catalog has {n_users} and {n_items}.</source>
        <translation>此运行在“{catalog}”上训练，含 {users} 位用户和 {items} 个物品；打开的物品库有 {n_users} 位和 {n_items} 个。</translation>
    </message>
    <message>
        <source>This run was trained on &apos;{catalog}&apos;; the open catalog &apos;{here}&apos; has other {parts}.</source>
        <translation>此运行是在“{catalog}”上训练的；打开的物品库“{here}”有不同的{parts}。</translation>
    </message>
    <message>
        <source>This run was trained on &apos;{catalog}&apos;; the open catalog &apos;{here}&apos; shares no item with it.</source>
        <translation>此运行是在“{catalog}”上训练的；当前打开的物品库“{here}”与它没有相同的物品。</translation>
    </message>
    <message>
        <source>This run was trained on &apos;{modality}&apos; features of the encoder &apos;{then}&apos;; those here are of &apos;{here}&apos;.</source>
        <translation>此运行训练时所用的“{modality}”特征来自编码器“{then}”；这里的来自“{here}”。</translation>
    </message>
    <message>
        <source>This split holds nothing out for the {part}, so no model can be measured.</source>
        <translation>此划分没有为 {part} 留出任何数据，因此无法衡量任何模型。</translation>
    </message>
    <message>
        <source>To take it off the list of encoders, run: {command}</source>
        <translation>要将它从编码器列表中移除，请运行：{command}</translation>
    </message>
    <message>
        <source>Tokens in the joint space of the encoders, without any training here.</source>
        <translation>编码器联合空间中的词元，此处未经任何训练。</translation>
    </message>
    <message>
        <source>Too few items have two modalities to fit a map (at least {least_items}).</source>
        <translation>具有两个模态的物品太少，无法拟合映射（至少 {least_items} 个）。</translation>
    </message>
    <message>
        <source>Train a model that uses item content, or let neighbours vote.</source>
        <translation>请训练使用物品内容的模型，或让近邻投票。</translation>
    </message>
    <message>
        <source>Train a new run.</source>
        <translation>请训练新的运行。</translation>
    </message>
    <message>
        <source>Train one on the Training page, or run: triptych train CATALOG</source>
        <translation>请在“训练”页训练一个，或运行：triptych train 物品库</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training as the product does (preset {preset})</source>
        <translation>与产品相同的训练（预设 {preset}）</translation>
    </message>
    <message>
        <source>Training on several processes</source>
        <translation>多进程训练</translation>
    </message>
    <message>
        <source>Training step of the preset {preset}</source>
        <translation>预设 {preset} 的训练步</translation>
    </message>
    <message>
        <source>Training step on your catalog</source>
        <translation>在您的物品库上训练一步</translation>
    </message>
    <message>
        <source>Training with fusion ({kind})</source>
        <translation>带融合的训练（{kind}）</translation>
    </message>
    <message>
        <source>Training without content (MF)</source>
        <translation>不含内容的训练（MF）</translation>
    </message>
    <message>
        <source>Triptych is set to stay offline.</source>
        <translation>Triptych 已设为离线。</translation>
    </message>
    <message>
        <source>Triptych score {score} (version {version}, {width})</source>
        <translation>Triptych 分数 {score}（版本 {version}，{width}）</translation>
    </message>
    <message>
        <source>Try again in some minutes, or log in.</source>
        <translation>请过几分钟再试，或先登录。</translation>
    </message>
    <message>
        <source>Try again later, or choose another source in the settings.</source>
        <translation>请稍后再试，或在设置中另选来源。</translation>
    </message>
    <message>
        <source>Try again; if it comes out the same, choose another source in the settings.</source>
        <translation>请重试；若结果相同，请在设置中另选来源。</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其语</translation>
    </message>
    <message>
        <source>Type a few words.</source>
        <translation>请输入几个词。</translation>
    </message>
    <message>
        <source>Type a sentence, or choose a picture or a sound that it takes.</source>
        <translation>请输入一句话，或选择它能接受的图片或声音。</translation>
    </message>
    <message>
        <source>Type words, or drop a file of these.</source>
        <translation>请输入文字，或拖入这类文件。</translation>
    </message>
    <message>
        <source>Unset it and start Triptych again, or name a folder that holds the model&apos;s files.</source>
        <translation>取消该设置并重新启动 Triptych，或指定一个含有模型文件的文件夹。</translation>
    </message>
    <message>
        <source>Update it (pip install --upgrade transformers), or correct model_type in config.json.</source>
        <translation>请更新它(pip install --upgrade transformers),或更正 config.json 中的 model_type。</translation>
    </message>
    <message>
        <source>Update the driver, or choose another build of PyTorch.</source>
        <translation>请更新驱动，或选择另一个 PyTorch 构建。</translation>
    </message>
    <message>
        <source>Update the driver; then suspect the card.</source>
        <translation>请更新驱动；若仍如此，显卡可能有问题。</translation>
    </message>
    <message>
        <source>Use the Transformer in its sub-folder alone, without modules.json.</source>
        <translation>请只使用子文件夹中的 Transformer，不带 modules.json。</translation>
    </message>
    <message>
        <source>User {user}</source>
        <translation>用户 {user}</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Users by the order of their history, for catalogs with times (SASRec).</source>
        <translation>按历史的先后顺序认识用户，适合带时间的物品库（SASRec）。</translation>
    </message>
    <message>
        <source>Users ranked</source>
        <translation>参与排名的用户</translation>
    </message>
    <message>
        <source>Validation and test rank all items for so many users, always the same ones drawn by chance. 0 takes all users, on large catalogs as many as make a billion scores, which is about half a minute. Evaluating a run ranks them all.</source>
        <translation>验证和测试为这么多用户对全部物品排名，始终是随机抽取的同一批用户。0 表示全部用户；物品库很大时取约十亿个得分所需的用户数，大约半分钟。评估一次运行时会对全部用户排名。</translation>
    </message>
    <message>
        <source>Validation and test rank {most:,} of {users:,} users, always the same ones drawn by chance; evaluating the run ranks all.</source>
        <translation>验证和测试只对 {users:,} 位用户中的 {most:,} 位排名，始终是随机抽取的同一批；评估此次运行时会对全部用户排名。</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>越南语</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it in the other window.</source>
        <translation>请等待其完成，或在另一个窗口中取消。</translation>
    </message>
    <message>
        <source>Watt</source>
        <translation>瓦</translation>
    </message>
    <message>
        <source>Weight of what is no wish</source>
        <translation>非想要行为的权重</translation>
    </message>
    <message>
        <source>Weights of events</source>
        <translation>事件权重</translation>
    </message>
    <message>
        <source>What follows the list is not read.</source>
        <translation>列表之后的内容不会读取。</translation>
    </message>
    <message>
        <source>What happened more often weighs as much more: 10 times 10.</source>
        <translation>权重与发生次数成正比:10 次为 10。</translation>
    </message>
    <message>
        <source>What happened more often weighs more, by its logarithm: once 1, 10 times 3.5.</source>
        <translation>发生次数越多权重越大,按对数计:1 次为 1,10 次为 3.5。</translation>
    </message>
    <message>
        <source>What is chosen together, as a modality that the fusion reads.</source>
        <translation>哪些物品常被一起选择，作为融合读取的一种模态。</translation>
    </message>
    <message>
        <source>What moved the score (relevance)</source>
        <translation>是什么影响了得分（相关性）</translation>
    </message>
    <message>
        <source>What the model knows of them, the newest last:</source>
        <translation>模型所知道的，最新的在最后：</translation>
    </message>
    <message>
        <source>What this search was asked cannot be read ({error}).</source>
        <translation>无法读取此搜索的设置（{error}）。</translation>
    </message>
    <message>
        <source>What was chosen for reading {path} is damaged; it is looked at anew.</source>
        <translation>为读取 {path} 所做的选择已损坏，将重新识别。</translation>
    </message>
    <message>
        <source>What was encoded of it, if anything was.</source>
        <translation>该物品库已编码的内容（如有）。</translation>
    </message>
    <message>
        <source>What was kept of {path} is damaged or gone; it is read again.</source>
        <translation>为 {path} 保存的内容已损坏或不存在；将重新读取。</translation>
    </message>
    <message>
        <source>What was taken out of its table is damaged or gone.</source>
        <translation>从表中取出的文件已损坏或丢失。</translation>
    </message>
    <message>
        <source>What was unpacked of {files} had changed; it was unpacked again.</source>
        <translation>已解压的 {files} 发生了变化，已重新解压。</translation>
    </message>
    <message>
        <source>Where it looked (attention), layer {layer}</source>
        <translation>它看向哪里（注意力），第 {layer} 层</translation>
    </message>
    <message>
        <source>Who changed it by hand removes its line &apos;{checksum}&apos;; else train a new run.</source>
        <translation>如果是手动修改的，请删除其中的“{checksum}”一行；否则请重新训练。</translation>
    </message>
    <message>
        <source>Whole lines of {file} stand in quotation marks.</source>
        <translation>{file} 的整行都在引号里。</translation>
    </message>
    <message>
        <source>Without histories a model is trained by AdamW in one process.</source>
        <translation>没有历史记录时，模型由 AdamW 在一个进程中训练。</translation>
    </message>
    <message>
        <source>Without {part} it would be at place {without}, not {place}.</source>
        <translation>如果没有{part}，它会排在第 {without} 位，而不是第 {place} 位。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Words and patches are compared.</source>
        <translation>这里比较的是词与图块。</translation>
    </message>
    <message>
        <source>You liked {things} and {others}; this one is both.</source>
        <translation>您喜欢过{things}和{others}；这一个两者兼有。</translation>
    </message>
    <message>
        <source>You liked {things}; this one is {value}, too.</source>
        <translation>您喜欢过{things}；这一个也是 {value}。</translation>
    </message>
    <message>
        <source>Your token goes to huggingface.co alone: choose that in the settings, or a mirror that lets everybody in.</source>
        <translation>您的令牌只会发给 huggingface.co：请在设置中选择它，或选择对所有人开放的镜像。</translation>
    </message>
    <message>
        <source>a call takes hardly longer than a tick of the clock</source>
        <translation>一次调用几乎不比时钟的一个刻度长</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>一份列表</translation>
    </message>
    <message>
        <source>a processor does not say why its clock is lowered</source>
        <translation>处理器不说明为何降低时钟</translation>
    </message>
    <message>
        <source>a product of matrices was right</source>
        <translation>矩阵乘积正确</translation>
    </message>
    <message>
        <source>a product of matrices was wrong</source>
        <translation>矩阵乘积错误</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>as it took</source>
        <translation>实际用时</translation>
    </message>
    <message>
        <source>asking what is to be fetched</source>
        <translation>正在询问需要获取的内容</translation>
    </message>
    <message>
        <source>at most 4 a second</source>
        <translation>每秒最多 4 个</translation>
    </message>
    <message>
        <source>back to back</source>
        <translation>连续调用</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>behaviour</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>both alike</source>
        <translation>两者相当</translation>
    </message>
    <message>
        <source>cannot be ticked here: it belongs to a catalog, a model or a package</source>
        <translation>不能在这里勾选：它属于某个物品库、模型或软件包</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>图说</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>comparing precisions</source>
        <translation>正在比较精度</translation>
    </message>
    <message>
        <source>config.json does not say what this model is: it has no model_type.</source>
        <translation>config.json 没有说明这是什么模型：其中没有 model_type。</translation>
    </message>
    <message>
        <source>each column is named after one</source>
        <translation>每一列以一个为名</translation>
    </message>
    <message>
        <source>each job needs {n} visits, and these had fewer: {jobs}</source>
        <translation>每项任务需要 {n} 次测量，以下任务不足：{jobs}</translation>
    </message>
    <message>
        <source>each list begins with it</source>
        <translation>每个列表都以它开头</translation>
    </message>
    <message>
        <source>each row is one</source>
        <translation>每一行是一个</translation>
    </message>
    <message>
        <source>encode() of a vision transformer of transformers (patches of 16, heads 64 wide) with seeded random weights, on random-normal 224 x 224 pictures, as an encoder that somebody added is run; tokens end on the CPU. Says how fast a model of that size is, not how good.</source>
        <translation>对 transformers 的视觉 Transformer（图块边长 16，注意力头宽 64，以种子生成的随机权重）在 224 x 224 的正态随机图片上执行 encode()，运行方式与用户自行添加的编码器相同；词元最终在 CPU 上。说明这种大小的模型有多快，而不是有多好。</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>encoder choice {n} of {of}: {name}</source>
        <translation>编码器选择 {n}/{of}：{name}</translation>
    </message>
    <message>
        <source>encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>fetching &apos;{name}&apos; from {source}</source>
        <translation>正在从 {source} 获取“{name}”</translation>
    </message>
    <message>
        <source>fetching weights</source>
        <translation>正在获取权重</translation>
    </message>
    <message>
        <source>fewer than {visits} visits</source>
        <translation>测量少于 {visits} 次</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>folder and name</source>
        <translation>文件夹和名称</translation>
    </message>
    <message>
        <source>from {items:,} items, {n} people at once</source>
        <translation>从 {items:,} 个物品中，一次 {n} 人</translation>
    </message>
    <message>
        <source>how</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>how popular it is</source>
        <translation>有多热门</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>interactions a second</source>
        <translation>次交互/秒</translation>
    </message>
    <message>
        <source>it cannot be loaded: {why}</source>
        <translation>无法加载：{why}</translation>
    </message>
    <message>
        <source>it describes an item in as many words as a name has</source>
        <translation>它描述物品的字数与名称相当</translation>
    </message>
    <message>
        <source>it did not run: {why}</source>
        <translation>未能运行：{why}</translation>
    </message>
    <message>
        <source>it ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>it holds the same as {file}</source>
        <translation>与 {file} 的内容相同</translation>
    </message>
    <message>
        <source>it is cut short, it says {told:.1f} s but holds {length:.1f} s</source>
        <translation>文件不完整，标称 {told:.1f} 秒，实际只有 {length:.1f} 秒</translation>
    </message>
    <message>
        <source>it is one object, and nothing in it looks like rows</source>
        <translation>它是单个对象，其中没有像行的内容</translation>
    </message>
    <message>
        <source>it names the group of its rows</source>
        <translation>它是各行所属组的名称</translation>
    </message>
    <message>
        <source>items that come again have the same value again</source>
        <translation>再次出现的物品总有相同的值</translation>
    </message>
    <message>
        <source>its cells list items</source>
        <translation>其单元格列出多个条目</translation>
    </message>
    <message>
        <source>its likeness in {modality}</source>
        <translation>{modality}上的相似</translation>
    </message>
    <message>
        <source>its objects are nested too deeply</source>
        <translation>其对象嵌套过深</translation>
    </message>
    <message>
        <source>its place in a table without names</source>
        <translation>它在无列名表中的位置</translation>
    </message>
    <message>
        <source>its popularity</source>
        <translation>受欢迎程度</translation>
    </message>
    <message>
        <source>its rows are in {file} too</source>
        <translation>它的行也在 {file} 里</translation>
    </message>
    <message>
        <source>its rows stand beside those of {file}</source>
        <translation>其行与 {file} 的行并列读取</translation>
    </message>
    <message>
        <source>its values are short and differ</source>
        <translation>其取值简短且各不相同</translation>
    </message>
    <message>
        <source>its values are times of day, beside a day</source>
        <translation>它的值是一天中的时刻，旁边有日期</translation>
    </message>
    <message>
        <source>its values are words</source>
        <translation>其取值是文字</translation>
    </message>
    <message>
        <source>its values are years that differ for one user and for one item</source>
        <translation>其值是年份，同一用户和同一物品都有不同的年份</translation>
    </message>
    <message>
        <source>its {modality}</source>
        <translation>它的{modality}</translation>
    </message>
    <message>
        <source>job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>kinds</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>kinds that are not known</source>
        <translation>类型未知</translation>
    </message>
    <message>
        <source>left out, so that the others get enough rounds; Standard measures it</source>
        <translation>已略去，以便其余项目有足够的轮次；“标准”模式会测量它</translation>
    </message>
    <message>
        <source>less waiting</source>
        <translation>扣除等待</translation>
    </message>
    <message>
        <source>links that lead out of the folder</source>
        <translation>指向文件夹之外的链接</translation>
    </message>
    <message>
        <source>lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>lists of 20 a second</source>
        <translation>份 20 项列表/秒</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>measuring what encoders take</source>
        <translation>正在测量编码器的开销</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>mind</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>names in an unknown encoding: rename them</source>
        <translation>文件名编码未知：请重命名</translation>
    </message>
    <message>
        <source>near the history by {what}</source>
        <translation>按{what}接近历史</translation>
    </message>
    <message>
        <source>no column names its rows; they are counted</source>
        <translation>没有列为各行命名；按行编号</translation>
    </message>
    <message>
        <source>no column names users</source>
        <translation>没有列出用户的列</translation>
    </message>
    <message>
        <source>no sensor tells the temperature of the processor</source>
        <translation>没有传感器报告处理器温度</translation>
    </message>
    <message>
        <source>not available because it needs 4 GB of memory</source>
        <translation>不可用，因为需要 4 GB 内存</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not measured as the score needs it: {jobs}</source>
        <translation>未按分数的要求测量：{jobs}</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>nothing could be compared</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>of</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>使用电池</translation>
    </message>
    <message>
        <source>on the device</source>
        <translation>设备上</translation>
    </message>
    <message>
        <source>one of the two was measured on battery</source>
        <translation>两者之一是用电池供电测量的</translation>
    </message>
    <message>
        <source>one per few frames</source>
        <translation>每几帧一个</translation>
    </message>
    <message>
        <source>one per frame</source>
        <translation>每帧一个</translation>
    </message>
    <message>
        <source>one per patch, neighbours joined where they are many</source>
        <translation>每个图块一个，过多时合并相邻的</translation>
    </message>
    <message>
        <source>one per word piece, neighbours joined where they are many</source>
        <translation>每个子词一个，过多时合并相邻的</translation>
    </message>
    <message>
        <source>only NVIDIA&apos;s cards tell it here</source>
        <translation>此处只有 NVIDIA 显卡会提供该信息</translation>
    </message>
    <message>
        <source>open_clip cannot make this model ({error}).</source>
        <translation>open_clip 无法构建此模型（{error}）。</translation>
    </message>
    <message>
        <source>other families</source>
        <translation>其他模型</translation>
    </message>
    <message>
        <source>other machines</source>
        <translation>其他机器</translation>
    </message>
    <message>
        <source>other programs held the core {share:.0f} % of the time</source>
        <translation>其他程序占用了核心 {share:.0f} % 的时间</translation>
    </message>
    <message>
        <source>other programs ran; the time they took is taken off where it was counted</source>
        <translation>有其他程序在运行；能计数的部分，其占用的时间已扣除</translation>
    </message>
    <message>
        <source>packing</source>
        <translation>打包</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>pictures a second</source>
        <translation>张图片/秒</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>putting pictures into words</source>
        <translation>正在将图片转为文字</translation>
    </message>
    <message>
        <source>ranking at validations, other families tried afterwards</source>
        <translation>验证时的排序、之后尝试的其他模型族</translation>
    </message>
    <message>
        <source>resting</source>
        <translation>静置</translation>
    </message>
    <message>
        <source>rough</source>
        <translation>粗略</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>second files of a kind for one item</source>
        <translation>同一物品同类的第二个文件</translation>
    </message>
    <message>
        <source>seconds of sound a second</source>
        <translation>秒声音/秒</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>some intervals are wide</source>
        <translation>部分区间较宽</translation>
    </message>
    <message>
        <source>sweeps</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>test metric</source>
        <translation>测试指标</translation>
    </message>
    <message>
        <source>texts without a picture, sound or video</source>
        <translation>没有对应图片、声音或视频的文本</translation>
    </message>
    <message>
        <source>the answers are not those of the CPU</source>
        <translation>答案与 CPU 的不同</translation>
    </message>
    <message>
        <source>the catalog is not encoded yet: triptych encode CATALOG</source>
        <translation>该物品库尚未编码：triptych encode CATALOG</translation>
    </message>
    <message>
        <source>the clock fell from {high:.2f} to {low:.2f} GHz</source>
        <translation>时钟从 {high:.2f} 降到 {low:.2f} GHz</translation>
    </message>
    <message>
        <source>the clock was lowered while measuring</source>
        <translation>测量时时钟频率被降低</translation>
    </message>
    <message>
        <source>the device is not real</source>
        <translation>设备不是真实的</translation>
    </message>
    <message>
        <source>the energy of the processor may be read by the administrator only (RAPL)</source>
        <translation>处理器能耗只有管理员可读（RAPL）</translation>
    </message>
    <message>
        <source>the hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>the machine it was developed on</source>
        <translation>开发所用的机器</translation>
    </message>
    <message>
        <source>the pauses before its lines</source>
        <translation>台词前的停顿</translation>
    </message>
    <message>
        <source>the plan does not name it</source>
        <translation>读取方案没有提到它</translation>
    </message>
    <message>
        <source>the power plan saves energy ({plan})</source>
        <translation>电源计划处于节能状态（{plan}）</translation>
    </message>
    <message>
        <source>the run was interrupted</source>
        <translation>测量被中断</translation>
    </message>
    <message>
        <source>the speed changed during the run</source>
        <translation>测量期间速度有变化</translation>
    </message>
    <message>
        <source>the timing did not wait for the device</source>
        <translation>计时没有等待设备完成</translation>
    </message>
    <message>
        <source>the vectors of all items that validation makes</source>
        <translation>验证时重算的全部物品向量</translation>
    </message>
    <message>
        <source>their kinds are not known</source>
        <translation>种类未知</translation>
    </message>
    <message>
        <source>there are no NVIDIA cards on this system</source>
        <translation>此系统上没有 NVIDIA 显卡</translation>
    </message>
    <message>
        <source>there is no battery, so it runs on mains</source>
        <translation>没有电池，因此使用市电</translation>
    </message>
    <message>
        <source>they are too many to look into</source>
        <translation>数量太多,未逐一查看</translation>
    </message>
    <message>
        <source>they lie in an archive; unpack it to have them used</source>
        <translation>它们在压缩包里；解压后才会使用</translation>
    </message>
    <message>
        <source>this PyTorch build is for ROCm ({hip}), which finds no card it can use</source>
        <translation>此 PyTorch 版本用于 ROCm（{hip}），它找不到可用的显卡</translation>
    </message>
    <message>
        <source>this card does not tell it</source>
        <translation>这张显卡不报告此项</translation>
    </message>
    <message>
        <source>this system tells no clock</source>
        <translation>此系统不报告时钟</translation>
    </message>
    <message>
        <source>this system tells no energy of the processor (RAPL)</source>
        <translation>此系统不报告处理器能耗（RAPL）</translation>
    </message>
    <message>
        <source>throttled: {reasons}</source>
        <translation>已降频：{reasons}</translation>
    </message>
    <message>
        <source>timm cannot make a &apos;{name}&apos; ({error}).</source>
        <translation>timm 无法构建“{name}”（{error}）。</translation>
    </message>
    <message>
        <source>timm has no pretrained model &apos;{name}&apos;.</source>
        <translation>timm 没有预训练模型“{name}”。</translation>
    </message>
    <message>
        <source>timm.list_models(pretrained=True) lists them.</source>
        <translation>timm.list_models(pretrained=True) 会列出它们。</translation>
    </message>
    <message>
        <source>tokens, at most</source>
        <translation>词元，最多</translation>
    </message>
    <message>
        <source>torchvision has no model &apos;{name}&apos;.</source>
        <translation>torchvision 没有模型“{name}”。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>training with the preset {preset}</source>
        <translation>用预设 {preset} 训练</translation>
    </message>
    <message>
        <source>training: the preset {preset} ({fused} items fused in a step), {batch:,} interactions at once, {threads}; without {left}</source>
        <translation>训练：预设 {preset}（每步融合 {fused} 个物品），每步 {batch:,} 次交互，{threads}；不含{left}</translation>
    </message>
    <message>
        <source>transformers has &apos;{family}&apos; for its own task alone.</source>
        <translation>transformers 仅将“{family}”用于其专门任务。</translation>
    </message>
    <message>
        <source>transformers {version} knows no &apos;{family}&apos;.</source>
        <translation>transformers {version} 不认识“{family}”。</translation>
    </message>
    <message>
        <source>translations or mirrored copies of another</source>
        <translation>是另一文件的译文或镜像</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>up to ±{measured:.0f} % counts as measured, up to ±{rough:.0f} % as rough, beyond as uncertain, as do fewer than {visits} visits</source>
        <translation>±{measured:.0f} % 以内算作已测得，±{rough:.0f} % 以内算作粗略，超出则不确定，少于 {visits} 次测量亦然</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>what both hold throughout</source>
        <translation>双方始终共有的内容</translation>
    </message>
    <message>
        <source>what is chosen together with your items</source>
        <translation>与您的物品一起被选择的记录</translation>
    </message>
    <message>
        <source>what people like you chose</source>
        <translation>与您相似的人的选择</translation>
    </message>
    <message>
        <source>what similar people chose</source>
        <translation>相似的人选了什么</translation>
    </message>
    <message>
        <source>what was met and not wished for</source>
        <translation>遇到过但不想要的</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>words a second</source>
        <translation>个词/秒</translation>
    </message>
    <message>
        <source>working</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>{columns} of {file} each say yes or no. Which is a wish? &apos;{column}&apos; is assumed.</source>
        <translation>{file} 的 {columns} 各说是或否。哪一个表示喜欢？假定为“{column}”。</translation>
    </message>
    <message>
        <source>{count:,} files {what} are not read: {why}.</source>
        <translation>{count:,} 个文件 {what} 未读取:{why}。</translation>
    </message>
    <message>
        <source>{count:,} lines of {file} are comments and were not read.</source>
        <translation>{file} 中有 {count:,} 行是注释，未读取。</translation>
    </message>
    <message>
        <source>{counted}: the candidate is not shown to be slower, nor to be as fast. Runs of --mode rigorous on an idle machine can tell.</source>
        <translation>{counted}：未能证明候选结果更慢，也未能证明同样快。在空闲的机器上以 --mode rigorous 运行可以判定。</translation>
    </message>
    <message>
        <source>{cpu}, {n} thread</source>
        <translation>{cpu}，{n} 线程</translation>
    </message>
    <message>
        <source>{cpu}, {n} threads</source>
        <translation>{cpu}，{n} 线程</translation>
    </message>
    <message>
        <source>{difference}, within +-{margin:g} %</source>
        <translation>{difference}，在 ±{margin:g} % 之内</translation>
    </message>
    <message>
        <source>{difference}: below the {margin:g} % that matter</source>
        <translation>{difference}：低于有意义的 {margin:g} %</translation>
    </message>
    <message>
        <source>{difference}: no difference is as likely as one that matters</source>
        <translation>{difference}：没有差异与有意义的差异同样可能</translation>
    </message>
    <message>
        <source>{difference}: only {rounds} rounds; a verdict needs {min_rounds}</source>
        <translation>{difference}：只有 {rounds} 轮；得出结论需要 {min_rounds} 轮</translation>
    </message>
    <message>
        <source>{family} ({score:.4f} alone)</source>
        <translation>{family}（单独 {score:.4f}）</translation>
    </message>
    <message>
        <source>{family}: {score:.4f} on validation.</source>
        <translation>{family}：验证集 {score:.4f}。</translation>
    </message>
    <message>
        <source>{files} files such as {file} name no users. Each is read as the history of whom it is named after. Is it?</source>
        <translation>{file} 等 {files} 个文件没有写明用户。每个文件被当作与文件名同名的人的历史来读取。对吗？</translation>
    </message>
    <message>
        <source>{files} have the same columns and are read as one history. Are they parts of a split, for training, validation and test?</source>
        <translation>{files} 的列相同，作为一份历史读取。它们是训练、验证和测试的划分吗？</translation>
    </message>
    <message>
        <source>{file} cannot be unpacked ({why}); it is truncated or damaged.</source>
        <translation>无法解压 {file}（{why}）；文件不完整或已损坏。</translation>
    </message>
    <message>
        <source>{file} cannot be used ({error}).</source>
        <translation>{file} 无法使用（{error}）。</translation>
    </message>
    <message>
        <source>{file} from {host} is not the file that was announced.</source>
        <translation>{host} 提供的 {file} 与其声明的文件不符。</translation>
    </message>
    <message>
        <source>{file} has captions of {n:,} items.</source>
        <translation>{file} 中有 {n:,} 个物品的图说。</translation>
    </message>
    <message>
        <source>{file} holds no table &apos;{name}&apos;.</source>
        <translation>{file} 中没有表格“{name}”。</translation>
    </message>
    <message>
        <source>{file} holds no table: {why}.</source>
        <translation>{file} 中没有表格：{why}。</translation>
    </message>
    <message>
        <source>{file} holds weights for {engine}.</source>
        <translation>{file} 是供 {engine} 使用的权重。</translation>
    </message>
    <message>
        <source>{file} holds {count:,} files, not one table.</source>
        <translation>{file} 中有 {count:,} 个文件，而不是一个表格。</translation>
    </message>
    <message>
        <source>{file} holds {count:,} tables, not one.</source>
        <translation>{file} 中有 {count:,} 个表格，而不是一个。</translation>
    </message>
    <message>
        <source>{file} holds {rows:,} rows, which need more than {need:.1f} GB of memory; {limit:.1f} GB may be used.</source>
        <translation>{file} 有 {rows:,} 行，至少需要 {need:.1f} GB 内存；可用 {limit:.1f} GB。</translation>
    </message>
    <message>
        <source>{file} holds {size:.1f} GB of media, and the workspace has no room for them.</source>
        <translation>{file} 含有 {size:.1f} GB 的媒体，工作区没有足够空间。</translation>
    </message>
    <message>
        <source>{file} is a HEIC picture, which needs a package of its own.</source>
        <translation>{file} 是 HEIC 图片，需要另外安装一个软件包。</translation>
    </message>
    <message>
        <source>{file} is a file.</source>
        <translation>{file} 是一个文件。</translation>
    </message>
    <message>
        <source>{file} is a workbook, and what reads those is not installed.</source>
        <translation>{file} 是工作簿，而读取工作簿的组件尚未安装。</translation>
    </message>
    <message>
        <source>{file} is damaged ({error}).</source>
        <translation>{file} 已损坏（{error}）。</translation>
    </message>
    <message>
        <source>{file} is missing.</source>
        <translation>缺少 {file}。</translation>
    </message>
    <message>
        <source>{file} is no plan: &apos;{where}&apos; is not valid ({msg}).</source>
        <translation>{file} 不是读取方案:“{where}”无效({msg})。</translation>
    </message>
    <message>
        <source>{file} is no readable SQLite file ({error}).</source>
        <translation>{file} 不是可读的 SQLite 文件（{error}）。</translation>
    </message>
    <message>
        <source>{file} is no readable workbook ({why}).</source>
        <translation>{file} 不是可读的工作簿（{why}）。</translation>
    </message>
    <message>
        <source>{file} is binary: a picture, sound or video, and no table.</source>
        <translation>{file} 不是表格，而是图片、声音或视频。</translation>
    </message>
    <message>
        <source>{file} is not read: {why}.</source>
        <translation>{file} 未读取:{why}。</translation>
    </message>
    <message>
        <source>{file} must be one JSON object: a plan, or texts.</source>
        <translation>{file} 必须是一个 JSON 对象:读取方案或文本映射。</translation>
    </message>
    <message>
        <source>{file} names no columns; they are counted.</source>
        <translation>{file} 没有列名；已按序号命名。</translation>
    </message>
    <message>
        <source>{file} of this run cannot be read ({error}).</source>
        <translation>无法读取此次运行的 {file}（{error}）。</translation>
    </message>
    <message>
        <source>{file} unfolds to {size:.1f} GB.</source>
        <translation>{file} 展开后有 {size:.1f} GB。</translation>
    </message>
    <message>
        <source>{file}: {n} line was left out. Line {line}: {problem}</source>
        <translation>{file}：有 {n} 行未使用。第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>{file}: {n} lines were left out, the first is line {line}: {problem}</source>
        <translation>{file}：有 {n} 行未使用，第一处是第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>{folder} holds more than {n:,} files; media beyond these are not found.</source>
        <translation>{folder} 中的文件超过 {n:,} 个；其余的媒体文件未查找。</translation>
    </message>
    <message>
        <source>{folder} is a folder and holds no parts of a table.</source>
        <translation>{folder} 是文件夹，其中没有表格的分片。</translation>
    </message>
    <message>
        <source>{free:.1f} GiB are free</source>
        <translation>空闲 {free:.1f} GiB</translation>
    </message>
    <message>
        <source>{hits:,} of {of:,} items of {file} are in it</source>
        <translation>{file} 的 {of:,} 个物品中有 {hits:,} 个在其中</translation>
    </message>
    <message>
        <source>{host} asks us to wait.</source>
        <translation>{host} 要求等待。</translation>
    </message>
    <message>
        <source>{host} broke off; trying again.</source>
        <translation>{host} 中断了连接；正在重试。</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>无法连接 {host}。</translation>
    </message>
    <message>
        <source>{host} does not answer as it should ({error}).</source>
        <translation>{host} 的应答不符合要求（{error}）。</translation>
    </message>
    <message>
        <source>{host} does not give {what} to us.</source>
        <translation>{host} 不向我们提供 {what}。</translation>
    </message>
    <message>
        <source>{host} has no {what}.</source>
        <translation>{host} 上没有 {what}。</translation>
    </message>
    <message>
        <source>{host} refuses ({status}).</source>
        <translation>{host} 拒绝了请求（{status}）。</translation>
    </message>
    <message>
        <source>{missing:,} of {all:,} rows of {file} name no row of {other}.</source>
        <translation>{file} 的 {all:,} 行中有 {missing:,} 行没有指向 {other} 的任何一行。</translation>
    </message>
    <message>
        <source>{more:,} more files are not read; the plan names each with its reason.</source>
        <translation>另有 {more:,} 个文件未读取;读取方案逐一列出了原因。</translation>
    </message>
    <message>
        <source>{n:,} file has a name in an unknown encoding and is not used: {files}. Rename it.</source>
        <translation>{n:,} 个文件的文件名编码未知，未使用：{files}。请重命名。</translation>
    </message>
    <message>
        <source>{n:,} files have names in an unknown encoding and are not used: {files}. Rename them.</source>
        <translation>{n:,} 个文件的文件名编码未知，未使用：{files}。请重命名。</translation>
    </message>
    <message>
        <source>{n:,} files were not used, {why}: {files}{more}.</source>
        <translation>{n:,} 个文件未使用（{why}）：{files}{more}。</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} web addresses in &apos;{column}&apos; end in the name of a file here, which is used: {given} is {path}.</source>
        <translation>“{column}”的 {all:,} 个网址中有 {n:,} 个以此处的文件名结尾，使用这些文件：{given} 即 {path}。</translation>
    </message>
    <message>
        <source>{n:,} {kind} file belongs to no item and is not used: {paths}.</source>
        <translation>{n:,} 个{kind}文件不属于任何物品，没有使用：{paths}。</translation>
    </message>
    <message>
        <source>{n:,} {kind} file of an item that has one already is not used: {paths}.</source>
        <translation>{n:,} 个{kind}文件属于已有此类文件的物品，没有使用：{paths}。</translation>
    </message>
    <message>
        <source>{n:,} {kind} files belong to no item and are not used: {paths}.</source>
        <translation>{n:,} 个{kind}文件不属于任何物品，没有使用：{paths}。</translation>
    </message>
    <message>
        <source>{n:,} {kind} files of items that have one already are not used: {paths}.</source>
        <translation>{n:,} 个{kind}文件属于已有此类文件的物品，没有使用：{paths}。</translation>
    </message>
    <message>
        <source>{name} in {file} is too large for the memory.</source>
        <translation>{file} 中的 {name} 太大，内存放不下。</translation>
    </message>
    <message>
        <source>{name} is better in {measure} by {by:.3f}</source>
        <translation>{name} 在 {measure} 上高 {by:.3f}</translation>
    </message>
    <message>
        <source>{name} is worse in {measure} by {by:.3f}</source>
        <translation>{name} 在 {measure} 上低 {by:.3f}</translation>
    </message>
    <message>
        <source>{name} runs only with Python code of its own.</source>
        <translation>{name} 只能用它自带的 Python 代码运行。</translation>
    </message>
    <message>
        <source>{name}, {memory}</source>
        <translation>{name}，{memory}</translation>
    </message>
    <message>
        <source>{name}, {memory}, compute capability {major}.{minor}</source>
        <translation>{name}，{memory}，计算能力 {major}.{minor}</translation>
    </message>
    <message>
        <source>{name}, {n} at once</source>
        <translation>{name}，一次 {n} 个</translation>
    </message>
    <message>
        <source>{n} {value} thing</source>
        <translation> {n} 件 {value} 物品</translation>
    </message>
    <message>
        <source>{n} {value} things</source>
        <translation> {n} 件 {value} 物品</translation>
    </message>
    <message>
        <source>{percent:+.1f} % time</source>
        <translation>用时 {percent:+.1f} %</translation>
    </message>
    <message>
        <source>{percent:+.1f} % time ({low:+.1f} % to {high:+.1f} %)</source>
        <translation>用时 {percent:+.1f} %（{low:+.1f} % 至 {high:+.1f} %）</translation>
    </message>
    <message>
        <source>{problem} What is missing is empty; the row was kept without it.</source>
        <translation>{problem}缺少的部分为空；该行已保留。</translation>
    </message>
    <message>
        <source>{score:,} is the {named}</source>
        <translation>{score:,} 分的是{named}</translation>
    </message>
    <message>
        <source>{source} names a time zone in {n_zoned} of {rows} rows; the others were taken for {zone}.</source>
        <translation>{source} 在 {rows} 行中有 {n_zoned} 行给出时区；其余视为 {zone}。</translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation>打开的文件过多。</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {file} was matched by number: &apos;{example}&apos; is written &apos;{other}&apos; in the table of items.</source>
        <translation>{file} 的“{column}”按数字匹配：“{example}”在物品表中写作“{other}”。</translation>
    </message>
    <message>
        <source>&apos;{family}&apos; reads films, in a way that is not known here.</source>
        <translation>“{family}”读取视频,但其方式在此处未知。</translation>
    </message>
    <message>
        <source>A first look in seconds: the Transformer, five epochs.</source>
        <translation>几秒钟内先看一眼：Transformer，五轮。</translation>
    </message>
    <message>
        <source>After the training, other families of models (plain matrix factorisation of several widths, ALS, a linear model, an autoencoder, LightGCN, content graphs, and where there are times a head that reads their order) are tried for at most about so long, the promising ones longer. Those that surely improve the lists on validation join the model. 0: none.</source>
        <translation>训练之后，尝试其他类型的模型（几种宽度的普通矩阵分解、ALS、线性模型、自编码器、LightGCN、内容图，以及有时间信息时读取顺序的头），总共最多大约这么久，有希望的尝试更久。在验证集上确实改善列表的会加入模型。0：不尝试。</translation>
    </message>
    <message>
        <source>Choose VideoMAE, ViViT or TimeSformer, or any encoder of pictures: it reads films frame by frame.</source>
        <translation>请选择 VideoMAE、ViViT 或 TimeSformer,或任何图像编码器:它会逐帧读取视频。</translation>
    </message>
    <message>
        <source>Choose a result file that `triptych bench run` wrote.</source>
        <translation>请选择由 `triptych bench run` 写入的结果文件。</translation>
    </message>
    <message>
        <source>Equal rank: not told apart, their intervals overlap. No rank: other programs held the core.</source>
        <translation>名次相同：无法区分，区间有重叠。无名次：其他程序占用了核心。</translation>
    </message>
    <message>
        <source>Get it first: {command}</source>
        <translation>请先获取:{command}</translation>
    </message>
    <message>
        <source>How much it tells of taste that a user met an item and did not wish for it, such as a film seen and given two stars, where a wish counts 1. ALS, the linear models and the autoencoder learn from it. 0: nothing.</source>
        <translation>用户遇到某个物品却并不想要它（例如看过后只给两星的电影）在多大程度上说明口味；想要计为 1。ALS、线性模型和自编码器从中学习。0：不计。</translation>
    </message>
    <message>
        <source>In {file} each column seems to be the {thing} of its cells, and each row the {other}; what they say was taken for the {says}. Is it so?</source>
        <translation>在 {file} 中，每一列似乎是其单元格的{thing}，每一行似乎是{other}；单元格的内容被当作{says}。是这样吗？</translation>
    </message>
    <message>
        <source>In {file} each of {columns:,} columns is one item or user, and each of {cells:,} filled cells was read as a row.</source>
        <translation>在 {file} 中，{columns:,} 列中的每一列是一个物品或用户，{cells:,} 个有值的单元格各读作一行。</translation>
    </message>
    <message>
        <source>Joint space of &apos;{encoder}&apos;, which was trained to compare them: no training on this catalog is needed.</source>
        <translation>“{encoder}”的联合空间，专为比较它们而训练：无需在此物品库上训练。</translation>
    </message>
    <message>
        <source>Limit of {limit} broken: {slower} of {n} surely slower, and by that or more as measured; {open} of {n} undecided.</source>
        <translation>超出 {limit} 的限度：{n} 项中 {slower} 项确实变慢，且测得的幅度不小于此；{open} 项未定。</translation>
    </message>
    <message>
        <source>Limit of {limit} held. No workload is surely slower, and by {limit} or more as measured; all {n} decided.</source>
        <translation>未超出 {limit} 的限度。没有任何工作负载确实变慢且测得慢了 {limit} 或更多；全部 {n} 项均已判定。</translation>
    </message>
    <message>
        <source>Limit of {limit} not broken, but nothing was decided: {n} of {n} undecided. Measure longer.</source>
        <translation>未超出 {limit} 的限度，但什么都未能判定：{n} 项中 {n} 项未定。请测量更久。</translation>
    </message>
    <message>
        <source>Limit of {limit} not broken. No workload is surely slower, and by {limit} or more as measured; {open} of {n} undecided: measure longer.</source>
        <translation>未超出 {limit} 的限度。没有任何工作负载确实变慢且测得慢了 {limit} 或更多；{n} 项中 {open} 项未定：请测量更久。</translation>
    </message>
    <message>
        <source>Merge them with peft (merge_and_unload), save_pretrained the result with its tokenizer, and name that folder.</source>
        <translation>请用 peft 合并（merge_and_unload），连同分词器用 save_pretrained 保存，再指定该文件夹。</translation>
    </message>
    <message>
        <source>Models in open_clip&apos;s layout need the package open_clip_torch.</source>
        <translation>open_clip 格式的模型需要软件包 open_clip_torch。</translation>
    </message>
    <message>
        <source>Models of transformers and sentence-transformers have {those}.</source>
        <translation>transformers 和 sentence-transformers 的模型有：{those}。</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s driver does not answer: {why}</source>
        <translation>NVIDIA 驱动没有应答：{why}</translation>
    </message>
    <message>
        <source>Name the model they were made of; with --precision int8 it takes a quarter of the memory.</source>
        <translation>请指定其原始模型；用 --precision int8 只需四分之一内存。</translation>
    </message>
    <message>
        <source>The text of this item does not hold &apos;{old}&apos;.</source>
        <translation>该物品的文本中没有“{old}”。</translation>
    </message>
    <message>
        <source>This build holds code for {architectures} only. Choose a build for this card: {command} (other versions: {selector})</source>
        <translation>此构建只含 {architectures} 的代码。请为这张显卡选择一个构建：{command}（其他版本：{selector}）</translation>
    </message>
    <message>
        <source>Train with at most {most_modalities} modalities.</source>
        <translation>请用至多 {most_modalities} 个模态训练。</translation>
    </message>
    <message>
        <source>Training step: {kind} + MF</source>
        <translation>训练步：{kind} + MF</translation>
    </message>
    <message>
        <source>Try again, or choose the CPU.</source>
        <translation>请重试，或选择 CPU。</translation>
    </message>
    <message>
        <source>Unpacked again when its file is opened, if you still have that.</source>
        <translation>若您仍有原文件，再次打开时会重新解包。</translation>
    </message>
    <message>
        <source>Users also by attention over their recent items.</source>
        <translation>另以对最近物品的注意力表示用户。</translation>
    </message>
    <message>
        <source>Weights of the vote: {told}; {metric} {before:.4f} -&gt; {best:.4f}.</source>
        <translation>投票权重：{told}；{metric} {before:.4f} -&gt; {best:.4f}。</translation>
    </message>
    <message>
        <source>Which column of {file} names the {meaning}? &apos;{column}&apos; is assumed.</source>
        <translation>{file} 的哪一列表示{meaning}?暂按“{column}”处理。</translation>
    </message>
    <message>
        <source>Write a number, or leave it empty.</source>
        <translation>请填写数字，或留空。</translation>
    </message>
    <message>
        <source>Write {field}=low:high, low:high:log, or a,b,c.</source>
        <translation>请写作 {field}=low:high、low:high:log 或 a,b,c。</translation>
    </message>
    <message>
        <source>Zones in {source}: {zones}.</source>
        <translation>{source} 中的时区：{zones}。</translation>
    </message>
    <message>
        <source>`steps` forward passes of the concat fusion in a row.</source>
        <translation>拼接融合连续 `steps` 次前向传播。</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>音频</translation>
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
        <source>converting {entry}</source>
        <translation>正在转换 {entry}</translation>
    </message>
    <message>
        <source>correctness: checked, not the same as on the CPU</source>
        <translation>正确性：已核对，与 CPU 的结果不同</translation>
    </message>
    <message>
        <source>correctness: checked, the same as on the CPU</source>
        <translation>正确性：已核对，与 CPU 的结果相同</translation>
    </message>
    <message>
        <source>correctness: not checked against the CPU</source>
        <translation>正确性：未与 CPU 的结果核对</translation>
    </message>
    <message>
        <source>correctness: what the CPU computes counts as right; what other devices compute is checked against it</source>
        <translation>正确性：以 CPU 算出的结果为准，其他设备的结果与之核对</translation>
    </message>
    <message>
        <source>dates or times, as the file types them</source>
        <translation>文件中已有类型的日期或时间</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>日、月、年</translation>
    </message>
    <message>
        <source>days as spreadsheets count them, 1 is 1900-01-01</source>
        <translation>电子表格的天数，1 表示 1900-01-01</translation>
    </message>
    <message>
        <source>digits such as 20201231</source>
        <translation>形如 20201231 的数字</translation>
    </message>
    <message>
        <source>encode() of {name} ({revision}) with its real weights, on {inputs}; tokens end on the CPU.</source>
        <translation>用真实权重对 {inputs} 执行 {name}（{revision}）的 encode()；词元最终在 CPU 上。</translation>
    </message>
    <message>
        <source>encoding {modality}</source>
        <translation>正在编码{modality}</translation>
    </message>
    <message>
        <source>epoch {epoch}: loss {loss:.6f}{shown}{mark}</source>
        <translation>轮次 {epoch}：损失 {loss:.6f}{shown}{mark}</translation>
    </message>
    <message>
        <source>every row has a value of its own</source>
        <translation>每行的值都不同</translation>
    </message>
    <message>
        <source>files are named after its values</source>
        <translation>有文件以其值命名</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>it has a row for each item</source>
        <translation>每个物品一行</translation>
    </message>
    <message>
        <source>it holds media such as {where}</source>
        <translation>其中有媒体，例如 {where}</translation>
    </message>
    <message>
        <source>it holds no columns</source>
        <translation>它没有列</translation>
    </message>
    <message>
        <source>it holds {names}</source>
        <translation>其中有 {names}</translation>
    </message>
    <message>
        <source>it holds {name}</source>
        <translation>其中有 {name}</translation>
    </message>
    <message>
        <source>it holds {one} and {other}</source>
        <translation>其中有 {one} 和 {other}</translation>
    </message>
    <message>
        <source>it is no {kind}</source>
        <translation>它不是 {kind}</translation>
    </message>
    <message>
        <source>it names users and items</source>
        <translation>它列出了用户和物品</translation>
    </message>
    <message>
        <source>it names users and items, and is a part of a published split</source>
        <translation>它列出了用户和物品,并且是已发布划分的一部分</translation>
    </message>
    <message>
        <source>it seems to hold the same as {file} in another size</source>
        <translation>它似乎与 {file} 内容相同,只是规模不同</translation>
    </message>
    <message>
        <source>it tells of users and items beside the histories in {file}</source>
        <translation>它是 {file} 中历史之外关于用户和物品的附加信息</translation>
    </message>
    <message>
        <source>it was asked for</source>
        <translation>这是所要求的</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>its name and columns</source>
        <translation>文件名和列名</translation>
    </message>
    <message>
        <source>its name, and {share:.0%} of its values are numbers</source>
        <translation>列名,且 {share:.0%} 的值是数字</translation>
    </message>
    <message>
        <source>its rows are those of {parts}, the published split</source>
        <translation>其行与已发布划分 {parts} 的行相同</translation>
    </message>
    <message>
        <source>its values are long texts</source>
        <translation>其值是长文本</translation>
    </message>
    <message>
        <source>loading {name}</source>
        <translation>正在加载 {name}</translation>
    </message>
    <message>
        <source>may mean {names}</source>
        <translation>可能表示{names}</translation>
    </message>
    <message>
        <source>memory ran out: {sentence}</source>
        <translation>内存耗尽：{sentence}</translation>
    </message>
    <message>
        <source>memory runs out at a batch of {fails}; {fits}</source>
        <translation>批大小为 {fails} 时内存耗尽；{fits}</translation>
    </message>
    <message>
        <source>microseconds</source>
        <translation>微秒</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>月、日、年</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <translation>纳秒</translation>
    </message>
    <message>
        <source>no times</source>
        <translation>不是时间</translation>
    </message>
    <message>
        <source>no workload fits these choices</source>
        <translation>没有负载符合这些选择</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>none of its items is in {files}</source>
        <translation>其中没有物品出现在 {files} 中</translation>
    </message>
    <message>
        <source>none of {of:,} items of {file} is in it</source>
        <translation>{file} 的 {of:,} 个物品均不在其中</translation>
    </message>
    <message>
        <source>not available because its weights are not on this machine: {command}</source>
        <translation>不可用，因为本机没有其权重：{command}</translation>
    </message>
    <message>
        <source>nothing in it meets the items or users of the histories</source>
        <translation>其内容与历史中的物品或用户都对不上</translation>
    </message>
    <message>
        <source>numbers that say the order and no time</source>
        <translation>只表示先后、不表示时间的数字</translation>
    </message>
    <message>
        <source>one of the two was measured while the clock was lowered</source>
        <translation>两者之一是在时钟降频时测量的</translation>
    </message>
    <message>
        <source>other programs held the cores {share:.0f} % of the time: the machine alone is faster</source>
        <translation>其他程序占用了核心 {share:.0f} % 的时间：机器空闲时更快</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>storing {name}</source>
        <translation>正在存储 {name}</translation>
    </message>
    <message>
        <source>subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>text, picture and sound of every item fused, {n} at once</source>
        <translation>融合每个物品的文字、图片和声音，每次 {n} 个</translation>
    </message>
    <message>
        <source>the items are read from {file}</source>
        <translation>物品读自 {file}</translation>
    </message>
    <message>
        <source>the {name} was disturbed: {detail}</source>
        <translation>{name}受到干扰：{detail}</translation>
    </message>
    <message>
        <source>this PyTorch build ({version}) holds no code for {name}</source>
        <translation>此 PyTorch 构建（{version}）不含适用于 {name} 的代码</translation>
    </message>
    <message>
        <source>throttling</source>
        <translation>降频</translation>
    </message>
    <message>
        <source>trained to agree with weight {weight:g}</source>
        <translation>以权重 {weight:g} 训练为相互一致</translation>
    </message>
    <message>
        <source>training {title}</source>
        <translation>正在训练 {title}</translation>
    </message>
    <message>
        <source>trial {number} failed: {why}</source>
        <translation>试验 {number} 失败：{why}</translation>
    </message>
    <message>
        <source>trial {number} was cut off; its settings are tried again.</source>
        <translation>试验 {number} 被中断；将再次尝试其设置。</translation>
    </message>
    <message>
        <source>trial {number}: {text}</source>
        <translation>试验 {number}：{text}</translation>
    </message>
    <message>
        <source>trial {number}: {told}: {verdict}</source>
        <translation>试验 {number}：{told}：{verdict}</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>what its values look like</source>
        <translation>其值的样子</translation>
    </message>
    <message>
        <source>whole name</source>
        <translation>完整文件名</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>written dates</source>
        <translation>书写的日期</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>年、月、日</translation>
    </message>
    <message>
        <source>years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>{at} of {whole}: {rate} {unit} a second, {left} left</source>
        <translation>{at}/{whole}：每秒 {rate} {unit}，还剩 {left}</translation>
    </message>
    <message>
        <source>{built} with code for {architectures}</source>
        <translation>{built}，含 {architectures} 的代码</translation>
    </message>
    <message>
        <source>{failures} of {rows} items have no usable {modality}; they go without it.</source>
        <translation>{rows} 个物品中有 {failures} 个没有可用的{modality}；它们将缺少该模态。</translation>
    </message>
    <message>
        <source>{filename} is a link and was left out.</source>
        <translation>{filename} 是链接，已略去。</translation>
    </message>
    <message>
        <source>{file} and {other} have the same columns. Only {other} is read, since the same numbers may be other people. Is it right?</source>
        <translation>{file} 与 {other} 的列相同。由于相同的编号可能指不同的人,只读取了 {other}。这样对吗?</translation>
    </message>
    <message>
        <source>{file} cannot be read ({error}).</source>
        <translation>无法读取 {file}（{error}）。</translation>
    </message>
    <message>
        <source>{file} grows beyond {limit:.1f} GB when decompressed, more than half of the free memory.</source>
        <translation>{file} 解压后超过 {limit:.1f} GB，多于空闲内存的一半。</translation>
    </message>
    <message>
        <source>{file} has no column &apos;file_name&apos;.</source>
        <translation>{file} 没有“file_name”列。</translation>
    </message>
    <message>
        <source>{file} has no column &apos;{name}&apos;.</source>
        <translation>{file} 没有“{name}”列。</translation>
    </message>
    <message>
        <source>{file} has no times; items of a user are in the order of the file.</source>
        <translation>{file} 没有时间；用户的物品按文件中的顺序排列。</translation>
    </message>
    <message>
        <source>{file} holds a byte order mark and nothing else.</source>
        <translation>{file} 只有字节顺序标记，别无其他内容。</translation>
    </message>
    <message>
        <source>{file} holds features of {width} numbers for {modality}, row i for item i.</source>
        <translation>{file} 含有{modality}的特征，每个 {width} 个数，第 i 行对应物品 i。</translation>
    </message>
    <message>
        <source>{file} is a second array for {modality}; the first one is used.</source>
        <translation>{file} 是{modality}的第二个数组；使用第一个。</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} 是空的。</translation>
    </message>
    <message>
        <source>{file} is no readable Parquet file ({why}).</source>
        <translation>{file} 不是可读的 Parquet 文件（{why}）。</translation>
    </message>
    <message>
        <source>{file} is read as items named by &apos;{column}&apos;, and there are no histories: no column was found to name users. Is one there?</source>
        <translation>{file} 被当作物品表读取(以“{column}”标识),没有历史:未找到表示用户的列。其中有这样的列吗?</translation>
    </message>
    <message>
        <source>{file} looks like a table of items, but none of its ids occurs in {log}. It is not read. Is another column its key?</source>
        <translation>{file} 看起来是物品表,但其编号均未出现在 {log} 中,因此未读取。主键是另一列吗?</translation>
    </message>
    <message>
        <source>{file} names no users. It is read as the history of one person. Is it?</source>
        <translation>{file} 没有写明用户。它被读作一个人的历史记录。是这样吗?</translation>
    </message>
    <message>
        <source>{file} names the column &apos;{name}&apos; twice; the first one is used as that.</source>
        <translation>{file} 中“{name}”列出现两次；使用第一个。</translation>
    </message>
    <message>
        <source>{file} names the files</source>
        <translation>{file} 给出文件名</translation>
    </message>
    <message>
        <source>{fits} fit</source>
        <translation>{fits} 拟合</translation>
    </message>
    <message>
        <source>{folder} holds no {missing}.</source>
        <translation>{folder} 中没有{missing}。</translation>
    </message>
    <message>
        <source>{folder} is a folder of your own, which Triptych never deletes.</source>
        <translation>{folder} 是您自己的文件夹，Triptych 从不删除它。</translation>
    </message>
    <message>
        <source>{held}, which is taken off</source>
        <translation>{held}，已扣除</translation>
    </message>
    <message>
        <source>{hits:,} of {of:,} of its values are ids in &apos;{key}&apos; of {file}</source>
        <translation>其 {of:,} 个值中有 {hits:,} 个是 {file} 的“{key}”中的编号</translation>
    </message>
    <message>
        <source>{host} names no state of {repo}.</source>
        <translation>{host} 没有给出 {repo} 的有效版本。</translation>
    </message>
    <message>
        <source>{items:,} items share {n:,} picture file (byte for byte).</source>
        <translation>{items:,} 个物品共用 {n:,} 个图片文件（逐字节相同）。</translation>
    </message>
    <message>
        <source>{items:,} items share {n:,} picture files (byte for byte).</source>
        <translation>{items:,} 个物品共用 {n:,} 个图片文件（逐字节相同）。</translation>
    </message>
    <message>
        <source>{items} items, {users} users, {interactions} interactions, {quarantine} quarantined.</source>
        <translation>{items} 个物品、{users} 位用户、{interactions} 次交互，{quarantine} 行在隔离区。</translation>
    </message>
    <message>
        <source>{job} ({n} visit)</source>
        <translation>{job}（{n} 次测量）</translation>
    </message>
    <message>
        <source>{job} ({n} visits)</source>
        <translation>{job}（{n} 次测量）</translation>
    </message>
    <message>
        <source>{known}, which the default encoder does not read. Get the weights of &apos;{title}&apos;.</source>
        <translation>{known}，默认编码器读不懂。请获取“{title}”的权重。</translation>
    </message>
    <message>
        <source>{known}: the encoder &apos;{title}&apos; reads them.</source>
        <translation>{known}：由编码器“{title}”读取。</translation>
    </message>
    <message>
        <source>{layout} has no such file</source>
        <translation>{layout} 没有这样的文件</translation>
    </message>
    <message>
        <source>{line}; other programs held the cores {n:.0f} % of it</source>
        <translation>{line}；其间其他程序占用核心 {n:.0f} %</translation>
    </message>
    <message>
        <source>{method} needs the package {package}.</source>
        <translation>{method} 需要软件包 {package}。</translation>
    </message>
    <message>
        <source>{met} of {items} items have {kind} files in {folder} whose {how} is their &apos;{column}&apos;.</source>
        <translation>{items} 个物品中有 {met} 个在 {folder} 里有{kind}文件，其{how}是它们的“{column}”。</translation>
    </message>
    <message>
        <source>{met} of {items} items have {kind} files in {folder} whose {how} is their id.</source>
        <translation>{items} 个物品中有 {met} 个在 {folder} 中有{kind}文件，其{how}就是物品编号。</translation>
    </message>
    <message>
        <source>{n:,} interaction ({share:.2%}) stood in the file after a later one of the same user.</source>
        <translation>有 {n:,} 次交互（{share:.2%}）在文件中排在同一用户较晚的交互之后。</translation>
    </message>
    <message>
        <source>{n:,} interaction has no time.</source>
        <translation>{n:,} 次交互没有时间。</translation>
    </message>
    <message>
        <source>{n:,} interaction is dated before 1995.</source>
        <translation>{n:,} 次交互的日期早于 1995 年。</translation>
    </message>
    <message>
        <source>{n:,} interaction is dated in the future.</source>
        <translation>{n:,} 次交互的日期在未来。</translation>
    </message>
    <message>
        <source>{n:,} interaction is logged twice with the same user, item, time and event.</source>
        <translation>{n:,} 次交互以相同的用户、物品、时间和事件记录了两次。</translation>
    </message>
    <message>
        <source>{n:,} interaction labelled validation or test is older than something the same user did in the training part.</source>
        <translation>{n:,} 次标为验证或测试的交互早于同一用户在训练部分中的行为。</translation>
    </message>
    <message>
        <source>{n:,} interactions ({share:.2%}) stood in the file after a later one of the same user.</source>
        <translation>有 {n:,} 次交互（{share:.2%}）在文件中排在同一用户较晚的交互之后。</translation>
    </message>
    <message>
        <source>{n:,} interactions are dated before 1995.</source>
        <translation>{n:,} 次交互的日期早于 1995 年。</translation>
    </message>
    <message>
        <source>{n:,} interactions are dated in the future.</source>
        <translation>{n:,} 次交互的日期在未来。</translation>
    </message>
    <message>
        <source>{n:,} interactions are logged twice with the same user, item, time and event.</source>
        <translation>{n:,} 次交互以相同的用户、物品、时间和事件记录了两次。</translation>
    </message>
    <message>
        <source>{n:,} interactions have no time.</source>
        <translation>{n:,} 次交互没有时间。</translation>
    </message>
    <message>
        <source>{n:,} interactions labelled validation or test are older than something the same user did in the training part.</source>
        <translation>{n:,} 次标为验证或测试的交互早于同一用户在训练部分中的行为。</translation>
    </message>
    <message>
        <source>{n:,} item ({share:.0%}) has no {name}.</source>
        <translation>{n:,} 个物品（{share:.0%}）没有{name}。</translation>
    </message>
    <message>
        <source>{n:,} item has no interactions.</source>
        <translation>{n:,} 个物品没有交互。</translation>
    </message>
    <message>
        <source>{n:,} item has no text, picture, sound, video or features at all.</source>
        <translation>{n:,} 个物品完全没有文本、图片、声音、视频或特征。</translation>
    </message>
    <message>
        <source>{n:,} item has {name} features that are all zero.</source>
        <translation>{n:,} 个物品的{name}特征全为零。</translation>
    </message>
    <message>
        <source>{n:,} item has {name} features that are partly NaN or infinite.</source>
        <translation>{n:,} 个物品的{name}特征部分为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>{n:,} item is the same as an earlier one in everything but the id.</source>
        <translation>{n:,} 个物品除 ID 外与之前的某个物品完全相同。</translation>
    </message>
    <message>
        <source>{n:,} items ({share:.0%}) have no {name}.</source>
        <translation>{n:,} 个物品（{share:.0%}）没有{name}。</translation>
    </message>
    <message>
        <source>{n:,} items are the same as an earlier one in everything but the id.</source>
        <translation>{n:,} 个物品除 ID 外与之前的某个物品完全相同。</translation>
    </message>
    <message>
        <source>{n:,} items have no interactions.</source>
        <translation>{n:,} 个物品没有交互。</translation>
    </message>
    <message>
        <source>{n:,} items have no text, picture, sound, video or features at all.</source>
        <translation>{n:,} 个物品完全没有文本、图片、声音、视频或特征。</translation>
    </message>
    <message>
        <source>{n:,} items have pictures that look the same in different files.</source>
        <translation>{n:,} 个物品的图片在不同文件中看起来相同。</translation>
    </message>
    <message>
        <source>{n:,} items have {name} features that are all zero.</source>
        <translation>{n:,} 个物品的{name}特征全为零。</translation>
    </message>
    <message>
        <source>{n:,} items have {name} features that are partly NaN or infinite.</source>
        <translation>{n:,} 个物品的{name}特征部分为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>{n:,} more {kind} files in {folders:,} other folders belong to no item: {paths}.</source>
        <translation>另有 {folders:,} 个文件夹中的 {n:,} 个{kind}文件不属于任何物品：{paths}。</translation>
    </message>
    <message>
        <source>{n:,} row of the files could not be used as they are.</source>
        <translation>文件中有 {n:,} 行无法按原样使用。</translation>
    </message>
    <message>
        <source>{n:,} rows of it are in {unit}.</source>
        <translation>其中 {n:,} 行的单位是{unit}。</translation>
    </message>
    <message>
        <source>{n:,} rows of the files could not be used as they are.</source>
        <translation>文件中有 {n:,} 行无法按原样使用。</translation>
    </message>
    <message>
        <source>{n:,} user has fewer than {k} different items. A {k}-core would keep {users:,} users, {items:,} items and {left:,} interactions.</source>
        <translation>{n:,} 位用户的不同物品少于 {k} 个。{k}-core 会保留 {users:,} 位用户、{items:,} 个物品和 {left:,} 次交互。</translation>
    </message>
    <message>
        <source>{n:,} user has no interactions.</source>
        <translation>{n:,} 位用户没有交互。</translation>
    </message>
    <message>
        <source>{n:,} user has the habits of a machine.</source>
        <translation>{n:,} 位用户有机器般的习惯。</translation>
    </message>
    <message>
        <source>{n:,} users have fewer than {k} different items. A {k}-core would keep {users:,} users, {items:,} items and {left:,} interactions.</source>
        <translation>{n:,} 位用户的不同物品少于 {k} 个。{k}-core 会保留 {users:,} 位用户、{items:,} 个物品和 {left:,} 次交互。</translation>
    </message>
    <message>
        <source>{n:,} users have no interactions.</source>
        <translation>{n:,} 位用户没有交互。</translation>
    </message>
    <message>
        <source>{n:,} users have the habits of a machine.</source>
        <translation>{n:,} 位用户有机器般的习惯。</translation>
    </message>
    <message>
        <source>{n:,} values of {source} could not be read (such as {few}); the rows were kept without them.</source>
        <translation>{source} 有 {n:,} 个值无法读取（例如 {few}）；这些行保留，只是缺少该值。</translation>
    </message>
    <message>
        <source>{n:,} x {reason}</source>
        <translation>{n:,} × {reason}</translation>
    </message>
    <message>
        <source>{n:,} {noun} cannot be read.</source>
        <translation>{n:,} 个{noun}文件无法读取。</translation>
    </message>
    <message>
        <source>{n:,} {noun} is cut short or damaged; the readable part is used.</source>
        <translation>{n:,} 个{noun}文件被截断或损坏；使用可读的部分。</translation>
    </message>
    <message>
        <source>{n:,} {noun} is silent.</source>
        <translation>{n:,} 个{noun}文件没有声音。</translation>
    </message>
    <message>
        <source>{n:,} {noun} shows one colour and nothing else.</source>
        <translation>{n:,} 个{noun}文件只有一种颜色。</translation>
    </message>
    <message>
        <source>{n:,} {noun}s are cut short or damaged; the readable part is used.</source>
        <translation>{n:,} 个{noun}文件被截断或损坏；使用可读的部分。</translation>
    </message>
    <message>
        <source>{n:,} {noun}s are silent.</source>
        <translation>{n:,} 个{noun}文件没有声音。</translation>
    </message>
    <message>
        <source>{n:,} {noun}s cannot be read.</source>
        <translation>{n:,} 个{noun}文件无法读取。</translation>
    </message>
    <message>
        <source>{n:,} {noun}s show one colour and nothing else.</source>
        <translation>{n:,} 个{noun}文件只有一种颜色。</translation>
    </message>
    <message>
        <source>{names} and {n:,} more</source>
        <translation>{names} 等另外 {n:,} 个</translation>
    </message>
    <message>
        <source>{name}, seed {seed}</source>
        <translation>{name}，种子 {seed}</translation>
    </message>
    <message>
        <source>{name}: {items} of {total} items by {encoder}, up to {max_tokens} tokens of {width} numbers.</source>
        <translation>{name}：{total} 个物品中的 {items} 个由 {encoder} 编码，最多 {max_tokens} 个词元，每个 {width} 个数。</translation>
    </message>
    <message>
        <source>{note} It holds whole items; a ridge map takes their tokens there, which tells of items it has not seen: {told}.</source>
        <translation>{note}它包含整个项目；岭回归映射把它们的词元映射到其中，对未见项目的解释度：{told}。</translation>
    </message>
    <message>
        <source>{n} path in &apos;{column}&apos; is written another way than its file: {given} is {path}.</source>
        <translation>“{column}”中有 {n} 个路径的写法与文件不同：{given} 即 {path}。</translation>
    </message>
    <message>
        <source>{n} paths in &apos;{column}&apos; are written another way than their files: {given} is {path}.</source>
        <translation>“{column}”中有 {n} 个路径的写法与文件不同：{given} 即 {path}。</translation>
    </message>
    <message>
        <source>{n} thread</source>
        <translation>{n} 个线程</translation>
    </message>
    <message>
        <source>{n} threads</source>
        <translation>{n} 个线程</translation>
    </message>
    <message>
        <source>{n} trained model is lost.</source>
        <translation>将失去 {n} 个已训练的模型。</translation>
    </message>
    <message>
        <source>{n} trained models are lost.</source>
        <translation>将失去 {n} 个已训练的模型。</translation>
    </message>
    <message>
        <source>{n}: {score:.0f} ({low:.0f} to {high:.0f})</source>
        <translation>{n}：{score:.0f}（{low:.0f} 至 {high:.0f}）</translation>
    </message>
    <message>
        <source>{partly} items have &apos;{name}&apos; features with missing numbers; they go without it.</source>
        <translation>{partly} 个物品的“{name}”特征缺少数值；它们将缺少该模态。</translation>
    </message>
    <message>
        <source>{path} has no column &apos;{column}&apos;; its {name} is unknown.</source>
        <translation>{path} 没有“{column}”列；其{name}未知。</translation>
    </message>
    <message>
        <source>{path} has no column that names the {name}.</source>
        <translation>{path} 没有指明{name}的列。</translation>
    </message>
    <message>
        <source>{path} has not changed since it was read last.</source>
        <translation>{path} 自上次读取后没有变化。</translation>
    </message>
    <message>
        <source>{path} holds blank lines only.</source>
        <translation>{path} 只有空行。</translation>
    </message>
    <message>
        <source>{planned:,} of {total:,} {kind} files were opened, evenly spread over the catalog; the counts are those of this sample.</source>
        <translation>已打开 {total:,} 个{kind}文件中的 {planned:,} 个，在物品库中均匀分布；计数仅针对此样本。</translation>
    </message>
    <message>
        <source>{problem} But the row was kept without it.</source>
        <translation>{problem}但该行仍保留，只是缺少该值。</translation>
    </message>
    <message>
        <source>{problem}; the row was kept without it.</source>
        <translation>{problem}；该行仍保留，只是缺少该值。</translation>
    </message>
    <message>
        <source>{quantity} was not measured in both</source>
        <translation>{quantity} 未在二者中都测量</translation>
    </message>
    <message>
        <source>{relative}: it leaves the folder of the catalog.</source>
        <translation>{relative}：它超出了物品库的文件夹。</translation>
    </message>
    <message>
        <source>{root} holds no item and no interaction that can be used.{first}</source>
        <translation>{root} 中没有可用的物品和交互。{first}</translation>
    </message>
    <message>
        <source>{root} holds no pictures, sounds or videos.</source>
        <translation>{root} 中没有图片、声音或视频。</translation>
    </message>
    <message>
        <source>{said}; by the preset auto, which fuses a few in a step, {rate} a second</source>
        <translation>{said}；使用每步只融合少数物品的 auto 预设时，每秒 {rate}</translation>
    </message>
    <message>
        <source>{seconds:g} seconds were too few for all turns of the other families.</source>
        <translation>{seconds:g} 秒不足以让其他模型族完成全部轮次。</translation>
    </message>
    <message>
        <source>{share:.0%} of its values are events</source>
        <translation>{share:.0%} 的值是事件</translation>
    </message>
    <message>
        <source>{share:.0%} of its values are times</source>
        <translation>{share:.0%} 的值是时间</translation>
    </message>
    <message>
        <source>{share:.0%} of its values name such files</source>
        <translation>{share:.0%} 的值指向这类文件</translation>
    </message>
    <message>
        <source>{share:.0%} of the windows agree on one drift and the tracks then fit {confidence:.1f} times as well as elsewhere; that is too little, so nothing was changed.</source>
        <translation>{share:.0%} 的窗口对同一漂移一致，且两条轨道的吻合程度是别处的 {confidence:.1f} 倍；这还不够，因此未作任何更改。</translation>
    </message>
    <message>
        <source>{source} could be read as {order} or as {other}: no date in it tells which. The first was assumed.</source>
        <translation>{source} 可读作{order}，或{other}：其中没有日期能说明是哪一种。已假定为前者。</translation>
    </message>
    <message>
        <source>{source} holds dates as digits ({few}), taken for UTC.</source>
        <translation>{source} 以数字写日期（{few}），视为 UTC。</translation>
    </message>
    <message>
        <source>{source} holds dates such as {example}, which could be day or month first; they were left unread.</source>
        <translation>{source} 含有 {example} 这样的日期，可能日在前，也可能月在前；这些日期未读取。</translation>
    </message>
    <message>
        <source>{source} holds neither times nor an order (such as {few}); it is not used.</source>
        <translation>{source} 既不是时间也不表示先后（例如 {few}）；未使用。</translation>
    </message>
    <message>
        <source>{source} holds no times (such as {few}); it is not used.</source>
        <translation>{source} 不含时间（例如 {few}）；未使用。</translation>
    </message>
    <message>
        <source>{source} holds no times but numbers ({few}) that say the order; it is kept, when it was is unknown.</source>
        <translation>{source} 不是时间，而是表示先后的数字（{few}）；先后保留，具体时间未知。</translation>
    </message>
    <message>
        <source>{source} holds no {name}; it is not used.</source>
        <translation>{source} 中没有可用的{name}；未使用。</translation>
    </message>
    <message>
        <source>{source} is in the time zone {zone}, turned into UTC.</source>
        <translation>{source} 使用时区 {zone}，已转换为 UTC。</translation>
    </message>
    <message>
        <source>{source} names its time zone, turned into UTC.</source>
        <translation>{source} 给出了时区，已转换为 UTC。</translation>
    </message>
    <message>
        <source>{source} names no time zone; it was taken for UTC.</source>
        <translation>{source} 未给出时区；视为 UTC。</translation>
    </message>
    <message>
        <source>{source} names no time zone; it was taken for {zone}.</source>
        <translation>{source} 未给出时区；视为 {zone}。</translation>
    </message>
    <message>
        <source>{source} was read as {order}.</source>
        <translation>{source} 按{order}读取。</translation>
    </message>
    <message>
        <source>{source} was read so: {few}.</source>
        <translation>{source} 按如下方式读取：{few}。</translation>
    </message>
    <message>
        <source>{source} was taken for days as spreadsheets count them ({few}), in UTC.</source>
        <translation>{source} 被视为电子表格的天数（{few}），按 UTC。</translation>
    </message>
    <message>
        <source>{source} was taken for years ({few}), of which the first day counts.</source>
        <translation>{source} 被视为年份（{few}），取其第一天。</translation>
    </message>
    <message>
        <source>{source} was taken for {unit} since 1970 (UTC).</source>
        <translation>{source} 被视为自 1970 年起的{unit}（UTC）。</translation>
    </message>
    <message>
        <source>{status} in the baseline, {other} in the candidate</source>
        <translation>基线 {status}，候选 {other}</translation>
    </message>
    <message>
        <source>{tasks} points, {rounds} rounds; {device_line}</source>
        <translation>{tasks} 个点，{rounds} 轮；{device_line}</translation>
    </message>
    <message>
        <source>{title} computes in fp32 on &apos;{kind}&apos; whatever is asked</source>
        <translation>无论要求什么，{title}在“{kind}”上都以 fp32 计算</translation>
    </message>
    <message>
        <source>{title} does not run in {dtype}</source>
        <translation>{title}不能以 {dtype} 运行</translation>
    </message>
    <message>
        <source>{title} has nothing to compile</source>
        <translation>{title}没有可编译的内容</translation>
    </message>
    <message>
        <source>{title} is not defined on &apos;{kind}&apos;</source>
        <translation>{title}在“{kind}”上没有定义</translation>
    </message>
    <message>
        <source>{title} learns from the catalog&apos;s sounds, and there are {sounds}.</source>
        <translation>{title} 从物品库的声音中学习，而这里有 {sounds}。</translation>
    </message>
    <message>
        <source>{title}: {size:,.0f} MB from {source}. Licence: {licence}</source>
        <translation>{title}：{size:,.0f} MB，来自 {source}。许可证：{licence}</translation>
    </message>
    <message>
        <source>{unit} from {items} items</source>
        <translation>{unit}（从 {items} 个物品中）</translation>
    </message>
    <message>
        <source>{unit} since 1970 (UTC)</source>
        <translation>自 1970 年起的{unit}（UTC）</translation>
    </message>
    <message>
        <source>{variable} is set in your environment: no model hub is asked.</source>
        <translation>您的环境中设置了 {variable}：不会访问任何模型站。</translation>
    </message>
    <message>
        <source>{verdict} (best)</source>
        <translation>{verdict}（最佳）</translation>
    </message>
    <message>
        <source>{version} of NVIDIA</source>
        <translation>NVIDIA {version}</translation>
    </message>
    <message>
        <source>{version}, built for {build}</source>
        <translation>{version}，为 {build} 构建</translation>
    </message>
    <message>
        <source>{votes} pairs of timestamps</source>
        <translation>{votes} 对时间戳</translation>
    </message>
    <message>
        <source>{what}, {where}</source>
        <translation>{what}，{where}</translation>
    </message>
    <message>
        <source>{what}: beyond the {n:,} items measured, time goes on with them to the power {law:.2f} ({low:.2f} to {high:.2f})</source>
        <translation>{what}：超出实测的 {n:,} 个物品后，时间按物品数的 {law:.2f} 次幂（{low:.2f} 至 {high:.2f}）增长</translation>
    </message>
    <message>
        <source>{what}: not measured in this result; triptych bench run measures it</source>
        <translation>{what}：此结果中未测量；可用 triptych bench run 测量</translation>
    </message>
    <message>
        <source>{what}: outputs differ from {reference} by up to {max_abs_delta:.3g} of {scale:.3g}</source>
        <translation>{what}：输出与 {reference} 相差最多 {max_abs_delta:.3g}（共 {scale:.3g}）</translation>
    </message>
    <message>
        <source>{what}: {n:,} items were measured; time is taken to grow with them to the power {law:.2f} ({low:.2f} to {high:.2f}), as on {whose}; its own tells: triptych bench scaling --axis items</source>
        <translation>{what}：实测了 {n:,} 个物品；假定时间按物品数的 {law:.2f} 次幂（{low:.2f} 至 {high:.2f}）增长，依据{whose}；用 triptych bench scaling --axis items 可测得本机的规律</translation>
    </message>
    <message>
        <source>{why} Nothing was changed.</source>
        <translation>{why} 未作任何更改。</translation>
    </message>
    <message>
        <source>It may be truncated: copy or export it again.</source>
        <translation>文件可能被截断：请重新复制或导出。</translation>
    </message>
    <message>
        <source>It may come from another version of Triptych; train anew.</source>
        <translation>它可能来自另一版本的 Triptych；请重新训练。</translation>
    </message>
    <message>
        <source>It must look like 00:00:01,000 --&gt; 00:00:02,500.</source>
        <translation>必须形如 00:00:01,000 --&gt; 00:00:02,500。</translation>
    </message>
    <message>
        <source>It must look like [00:12.50] words.</source>
        <translation>必须形如 [00:12.50] words。</translation>
    </message>
    <message>
        <source>It must look like [offset:+250].</source>
        <translation>必须形如 [offset:+250]。</translation>
    </message>
    <message>
        <source>It must name the file of each row, relative to the metadata.</source>
        <translation>它必须给出每一行的文件，相对于元数据。</translation>
    </message>
    <message>
        <source>It unpacks to more than half of the free disk.</source>
        <translation>解包后会超过空闲磁盘的一半。</translation>
    </message>
    <message>
        <source>Item content</source>
        <translation>物品内容</translation>
    </message>
    <message>
        <source>Item embedding</source>
        <translation>物品嵌入</translation>
    </message>
    <message>
        <source>Item embedding dropout</source>
        <translation>物品嵌入丢弃</translation>
    </message>
    <message>
        <source>Item-item fading</source>
        <translation>物品-物品消退</translation>
    </message>
    <message>
        <source>Item-item steps</source>
        <translation>物品-物品步数</translation>
    </message>
    <message>
        <source>Item-item weight</source>
        <translation>物品-物品权重</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Items drawn uniformly for the whole batch, beside the batch&apos;s own items. As many as the catalog has items or more gives the full softmax.</source>
        <translation>除批内自身物品外，为整个批次均匀抽取的物品。达到物品库的物品数即为完整 softmax。</translation>
    </message>
    <message>
        <source>Items near to those of a history get a vote beside the trained scores.</source>
        <translation>与历史物品相近的物品在训练得分之外获得投票。</translation>
    </message>
    <message>
        <source>Items the user has not chosen, drawn for each interaction.</source>
        <translation>为每次交互抽取的、用户未选过的物品。</translation>
    </message>
    <message>
        <source>Its first line must be: seconds,event</source>
        <translation>第一行必须是：seconds,event</translation>
    </message>
    <message>
        <source>Its own messages stand above.</source>
        <translation>它自己的消息在上方。</translation>
    </message>
    <message>
        <source>Keep one of each; repeated rows make some users and items count double.</source>
        <translation>请每样保留一个；重复的行会使一些用户和物品被计两次。</translation>
    </message>
    <message>
        <source>Keep them for realism, or filter to the core to compare with published numbers.</source>
        <translation>为真实起见可保留；要与已发表的数字比较则应过滤到核心。</translation>
    </message>
    <message>
        <source>Kernel of the fake device</source>
        <translation>模拟设备的内核</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>最大批大小</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Learn a vector p_i for every item beside its content f_i. Without it, the model knows an item by its content alone.</source>
        <translation>除内容 f_i 外为每个物品学习向量 p_i。不学习时，模型只凭内容认识物品。</translation>
    </message>
    <message>
        <source>Learn how much each vote counts, or fix it.</source>
        <translation>学习每一票的权重，或将其固定。</translation>
    </message>
    <message>
        <source>Learn one number per user and per item.</source>
        <translation>为每位用户和每个物品各学习一个数。</translation>
    </message>
    <message>
        <source>Learned queries that read all tokens and make the item vector.</source>
        <translation>读取所有词元并形成物品向量的可学习查询。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>LightGCN steps between users and items.</source>
        <translation>用户与物品之间的 LightGCN 步数。</translation>
    </message>
    <message>
        <source>List lengths K</source>
        <translation>列表长度 K</translation>
    </message>
    <message>
        <source>Load both at one rate.</source>
        <translation>请以同一采样率加载二者。</translation>
    </message>
    <message>
        <source>Longest gradient allowed, over all weights together; 0 for no limit.</source>
        <translation>所有权重合计允许的最大梯度长度；0 表示不限。</translation>
    </message>
    <message>
        <source>Look at a modality with several tokens.</source>
        <translation>请查看含有多个词元的模态。</translation>
    </message>
    <message>
        <source>Look at the quarantine table for file, line and reason, and mend the files.</source>
        <translation>请在隔离区表中查看文件、行号和原因，并修正文件。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>MF training step</source>
        <translation>MF 训练步</translation>
    </message>
    <message>
        <source>Measure again, or get an unchanged copy of the file.</source>
        <translation>请重新测量，或取得该文件的未改动副本。</translation>
    </message>
    <message>
        <source>Measure again.</source>
        <translation>请重新测量。</translation>
    </message>
    <message>
        <source>Measure the roofline&apos;s roof.</source>
        <translation>测量屋顶线的上限。</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员数</translation>
    </message>
    <message>
        <source>Memory ran out even with a single interaction per step.</source>
        <translation>即使每步只有一次交互，内存也已耗尽。</translation>
    </message>
    <message>
        <source>Mend the files and open the catalog again.</source>
        <translation>请修正文件并重新打开物品库。</translation>
    </message>
    <message>
        <source>Merge them, or their interactions will be split between the copies.</source>
        <translation>请合并它们，否则其交互会分散在各副本中。</translation>
    </message>
    <message>
        <source>Metrics are taken at these lengths of the recommended list.</source>
        <translation>在推荐列表的这些长度上计算指标。</translation>
    </message>
    <message>
        <source>MicroLens (*_pairs.csv, *_titles.csv, covers, audios, videos)</source>
        <translation>MicroLens（*_pairs.csv、*_titles.csv、封面、音频、视频）</translation>
    </message>
    <message>
        <source>MiniLM L6 (English)</source>
        <translation>MiniLM L6（英文）</translation>
    </message>
    <message>
        <source>Mixed precision on CUDA; the CPU always computes in fp32, which is faster there.</source>
        <translation>在 CUDA 上使用混合精度；CPU 始终以 fp32 计算，在其上更快。</translation>
    </message>
    <message>
        <source>Modality dropout</source>
        <translation>模态丢弃</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>MovieLens (100k, 1M, 10M, 20M, 25M, 32M, latest)</source>
        <translation>MovieLens（100k、1M、10M、20M、25M、32M、latest）</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请给出文件名。</translation>
    </message>
    <message>
        <source>uniform borders cover {share:.0%} of it</source>
        <translation>单色边框占其 {share:.0%}</translation>
    </message>
    <message>
        <source>van den Oord et al. 2016: dilated causal convolutions, next-sample prediction. No public weights: trained on the catalog&apos;s own sounds on first use.</source>
        <translation>van den Oord 等，2016：空洞因果卷积，预测下一采样。没有公开权重：首次使用时以物品库自身的声音训练。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>以及另外 {n} 个</translation>
    </message>
    <message>
        <source> of the package &apos;{name}&apos;</source>
        <translation>（来自包“{name}”）</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; as {name}</source>
        <translation>“{column}”作为{name}</translation>
    </message>
    <message>
        <source>&apos;{dtype}&apos; is not a precision.</source>
        <translation>“{dtype}”不是一种精度。</translation>
    </message>
    <message>
        <source>&apos;{field}&apos; cannot be {value}: it must lie between {low:g} and {high:g}.</source>
        <translation>“{field}”不能是 {value}：必须介于 {low:g} 和 {high:g} 之间。</translation>
    </message>
    <message>
        <source>&apos;{line}&apos; does not start with a time.</source>
        <translation>“{line}”不以时间开头。</translation>
    </message>
    <message>
        <source>&apos;{line}&apos; is not a time span.</source>
        <translation>“{line}”不是时间区间。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; ({group}) is left out: it needs a kind of that name, and defaults.</source>
        <translation>“{name}”（{group}）未采用：它需要同名的种类和默认值。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not encoded.</source>
        <translation>“{name}”尚未编码。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not in this space: too few items have it.</source>
        <translation>“{name}”不在此空间中：具有它的物品太少。</translation>
    </message>
    <message>
        <source>&apos;{offer}&apos; ({group}){package} is left out: {error}.</source>
        <translation>“{offer}”（{group}）{package}未采用：{error}。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not a number of milliseconds.</source>
        <translation>“{text}”不是毫秒数。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not a number of seconds.</source>
        <translation>“{text}”不是秒数。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>, then the gradient of {names} in step {begun}</source>
        <translation>，随后是 {names} 的梯度，在第 {begun} 步</translation>
    </message>
    <message>
        <source>, turned by {turn:+.1f}°</source>
        <translation>，旋转 {turn:+.1f}°</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>; the loss followed in step {term}, in its &apos;{part}&apos; part</source>
        <translation>；损失随后在第 {term} 步出问题，在其“{part}”部分</translation>
    </message>
    <message>
        <source>A drawing of lines cannot be decoded as a picture</source>
        <translation>线条图无法解码为图片</translation>
    </message>
    <message>
        <source>A file would be larger than the disk or your limits allow.</source>
        <translation>有文件将超出磁盘或您的限额所允许的大小。</translation>
    </message>
    <message>
        <source>A sample of {items} items and {users} users is too small to show anything.</source>
        <translation>含 {items} 个物品和 {users} 位用户的示例太小，显示不了什么。</translation>
    </message>
    <message>
        <source>Add the {name} to the table, or remove the row.</source>
        <translation>请将该{name}加入表中，或删除此行。</translation>
    </message>
    <message>
        <source>Alignment needed: {reasons}.</source>
        <translation>需要对齐：{reasons}。</translation>
    </message>
    <message>
        <source>An exact explanation of {modalities} modalities needs {passes} passes.</source>
        <translation>对 {modalities} 个模态作精确解释需要 {passes} 次前向计算。</translation>
    </message>
    <message>
        <source>Another version of Triptych wrote this checkpoint ({error}).</source>
        <translation>此检查点由另一版本的 Triptych 写入（{error}）。</translation>
    </message>
    <message>
        <source>Ask for at least {smallest_items} items and {smallest_users} users.</source>
        <translation>请至少要求 {smallest_items} 个物品和 {smallest_users} 位用户。</translation>
    </message>
    <message>
        <source>At best {votes} pairs of timestamps agree; {needed} are needed.</source>
        <translation>最多只有 {votes} 对时间戳一致；需要 {needed} 对。</translation>
    </message>
    <message>
        <source>Both files hold the same run: there is nothing to be compared.</source>
        <translation>两个文件是同一次运行：没有可比较的内容。</translation>
    </message>
    <message>
        <source>By its timestamps this one begins {late:.3f} s {side}.</source>
        <translation>按其时间戳，此轨道{side}开始 {late:.3f} 秒。</translation>
    </message>
    <message>
        <source>By {evidence} the other track is {offset:.3f} s {side}.</source>
        <translation>按{evidence}，另一条轨道{side} {offset:.3f} 秒。</translation>
    </message>
    <message>
        <source>By {method} it is {offset_s:+.3f} s off, by {other} {other_s:+.3f} s: they disagree, so nothing was changed.</source>
        <translation>按{method}偏移 {offset_s:+.3f} 秒，按{other}偏移 {other_s:+.3f} 秒：二者不一致，因此未作任何更改。</translation>
    </message>
    <message>
        <source>Choose &apos;{name}&apos;.</source>
        <translation>请选择“{name}”。</translation>
    </message>
    <message>
        <source>Choose axes from: {axes_known}.</source>
        <translation>请从以下轴中选择：{axes_known}。</translation>
    </message>
    <message>
        <source>Choose fp32, bf16 or fp16.</source>
        <translation>请选择 fp32、bf16 或 fp16。</translation>
    </message>
    <message>
        <source>Choose from {meanings}, alone or as items.&lt;name&gt;, users.&lt;name&gt;, interactions.&lt;name&gt; or &lt;file&gt;.&lt;name&gt;.</source>
        <translation>请从 {meanings} 中选择，可单独使用，或写作 items.&lt;name&gt;、users.&lt;name&gt;、interactions.&lt;name&gt; 或 &lt;file&gt;.&lt;name&gt;。</translation>
    </message>
    <message>
        <source>Choose from: {available}.</source>
        <translation>请从以下各项中选择：{available}。</translation>
    </message>
    <message>
        <source>Choose from: {known}.</source>
        <translation>请从以下各项中选择：{known}。</translation>
    </message>
    <message>
        <source>Choose from: {names}.</source>
        <translation>请从以下各项中选择：{names}。</translation>
    </message>
    <message>
        <source>Choose from: {presets}.</source>
        <translation>请从以下各项中选择：{presets}。</translation>
    </message>
    <message>
        <source>Choose one for {modality}.</source>
        <translation>请为 {modality} 选择一个。</translation>
    </message>
    <message>
        <source>Choose one of {by_name}.</source>
        <translation>请选择其中之一：{by_name}。</translation>
    </message>
    <message>
        <source>Choose one of: {names}.</source>
        <translation>请选择其中之一：{names}。</translation>
    </message>
    <message>
        <source>Encode {modality}: {title}</source>
        <translation>编码{modality}：{title}</translation>
    </message>
    <message>
        <source>Every interaction needs a {name}.</source>
        <translation>每次交互都需要一个{name}。</translation>
    </message>
    <message>
        <source>Fewer than two items have both &apos;{x}&apos; and &apos;{y}&apos;.</source>
        <translation>同时具有“{x}”和“{y}”的物品少于两个。</translation>
    </message>
    <message>
        <source>Files of the same name were taken for one item: {groups} items.</source>
        <translation>同名文件被视为同一物品：共 {groups} 个物品。</translation>
    </message>
    <message>
        <source>First its &apos;{part}&apos; part did, in step {term}{follows}.</source>
        <translation>最先出问题的是其“{part}”部分，在第 {term} 步{follows}。</translation>
    </message>
    <message>
        <source>First the gradient of {names} did, in step {begun}{follows}.</source>
        <translation>最先出问题的是 {names} 的梯度，在第 {begun} 步{follows}。</translation>
    </message>
    <message>
        <source>Forward pass of the {kind} fusion in evaluation mode on random-normal tokens of text (width 384), image (1280) and audio (512), all present; batch = items.</source>
        <translation>{kind} 融合在评估模式下的前向计算，输入为文本（宽 384）、图片（1280）和音频（512）的随机正态词元，全部存在；批 = 物品。</translation>
    </message>
    <message>
        <source>Fusion forward: {kind}</source>
        <translation>融合前向：{kind}</translation>
    </message>
    <message>
        <source>Going on from epoch {epoch}, step {step}.</source>
        <translation>从轮次 {epoch}、步骤 {step} 继续。</translation>
    </message>
    <message>
        <source>In {file} the columns were read so: {renamed}.</source>
        <translation>{file} 中的列读作：{renamed}。</translation>
    </message>
    <message>
        <source>It cannot be unpacked: {error}.</source>
        <translation>无法解包：{error}。</translation>
    </message>
    <message>
        <source>It holds {entries:,} files.</source>
        <translation>它包含 {entries:,} 个文件。</translation>
    </message>
    <message>
        <source>Name a file with a {track}, or leave the field empty.</source>
        <translation>请给出一个{track}的文件，或将该字段留空。</translation>
    </message>
    <message>
        <source>Names or groups; all if empty.</source>
        <translation>名称或分组；留空为全部。</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本数</translation>
    </message>
    <message>
        <source>Negatives are drawn in proportion to popularity to this power: 0 draws all items alike.</source>
        <translation>按流行度的此次幂抽取负样本：0 表示一视同仁。</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>邻居数</translation>
    </message>
    <message>
        <source>Neighbours by choices</source>
        <translation>按选择的邻居</translation>
    </message>
    <message>
        <source>No alignment needed: the picture is upright, square, borderless and in size.</source>
        <translation>无需对齐：图片正立、方形、无边框且尺寸合适。</translation>
    </message>
    <message>
        <source>No catalog is open.</source>
        <translation>没有打开物品库。</translation>
    </message>
    <message>
        <source>No histories were found: the catalog has items only.</source>
        <translation>未找到历史：物品库只有物品。</translation>
    </message>
    <message>
        <source>No model has been trained yet.</source>
        <translation>尚未训练模型。</translation>
    </message>
    <message>
        <source>No part of one track fits the other.</source>
        <translation>一条轨道的任何部分都与另一条不吻合。</translation>
    </message>
    <message>
        <source>No table of items was found; the items are those of the histories.</source>
        <translation>未找到物品表；物品取自历史。</translation>
    </message>
    <message>
        <source>Normalise in the loss</source>
        <translation>在损失中归一化</translation>
    </message>
    <message>
        <source>Nothing begins on one of the tracks, so there is no evidence.</source>
        <translation>其中一条轨道上没有任何起点，因此没有依据。</translation>
    </message>
    <message>
        <source>Nothing can be kept in {folder} ({reason}).</source>
        <translation>无法在 {folder} 中保存任何内容（{reason}）。</translation>
    </message>
    <message>
        <source>Nothing is held out for validation: training runs through all epochs and keeps the last.</source>
        <translation>没有留出验证数据：训练会跑完所有轮，并保留最后一轮。</translation>
    </message>
    <message>
        <source>Nothing is known about where things are in this catalog.</source>
        <translation>不知道此物品库中事物的位置。</translation>
    </message>
    <message>
        <source>Nothing is planted in this catalog.</source>
        <translation>此物品库中没有植入的真值。</translation>
    </message>
    <message>
        <source>Nothing is to be searched.</source>
        <translation>没有要搜索的内容。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: a missing modality is masked, never taken for zeros.</source>
        <translation>无需处理：缺失的模态会被遮蔽，从不当作零。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the file is in another order, and histories are read in order of time.</source>
        <translation>无需处理：文件采用其他顺序，而历史按时间顺序读取。</translation>
    </message>
    <message>
        <source>Nothing would be left of the catalog.</source>
        <translation>物品库将一无所剩。</translation>
    </message>
    <message>
        <source>Number of attention layers.</source>
        <translation>注意力层数。</translation>
    </message>
    <message>
        <source>Number the items 0, 1, 2, ... in the order of the feature rows.</source>
        <translation>请按特征行的顺序将物品编号为 0、1、2…</translation>
    </message>
    <message>
        <source>Of its captions, “{word}” moved the score most.</source>
        <translation>在它的图说中，“{word}”对得分影响最大。</translation>
    </message>
    <message>
        <source>Of several files in &apos;{column}&apos; the first is used; the others are kept beside it.</source>
        <translation>“{column}”中有多个文件时使用第一个；其余的一并保留。</translation>
    </message>
    <message>
        <source>One of the pictures is blank, so there is nothing to lay on the other.</source>
        <translation>其中一张图片是空白的，因此无法叠合。</translation>
    </message>
    <message>
        <source>One step of core.training (concat fusion + MF) in `processes` processes started by torchrun; batch = interactions per process.</source>
        <translation>由 torchrun 启动的 `processes` 个进程中 core.training 的一步（concat 融合 + MF）；批 = 每个进程的交互。</translation>
    </message>
    <message>
        <source>One step of core.training on plain matrix factorisation, BPR with one negative, AdamW over the whole tables; batch = interactions.</source>
        <translation>core.training 在普通矩阵分解上的一步，BPR 取一个负样本，对整张表使用 AdamW；批 = 交互。</translation>
    </message>
    <message>
        <source>Open a catalog whose items have words, pictures or sound.</source>
        <translation>请打开其物品含有文字、图片或声音的物品库。</translation>
    </message>
    <message>
        <source>Open a catalog with histories, or map its interaction columns.</source>
        <translation>请打开带有历史的物品库，或映射其交互列。</translation>
    </message>
    <message>
        <source>Open a folder with media files or with tables of items and interactions.</source>
        <translation>请打开含有媒体文件，或含有物品表和交互表的文件夹。</translation>
    </message>
    <message>
        <source>Open a larger catalog, or train a model.</source>
        <translation>请打开更大的物品库，或训练模型。</translation>
    </message>
    <message>
        <source>Open another catalog.</source>
        <translation>请打开其他物品库。</translation>
    </message>
    <message>
        <source>Open it with the version of Triptych that wrote it, or measure again.</source>
        <translation>请用写入它的 Triptych 版本打开，或重新测量。</translation>
    </message>
    <message>
        <source>Open one on the Catalog page.</source>
        <translation>请在“物品库”页面打开一个。</translation>
    </message>
    <message>
        <source>Open that catalog, or train a new run.</source>
        <translation>请打开该物品库，或训练新的运行。</translation>
    </message>
    <message>
        <source>Open the catalog again.</source>
        <translation>请重新打开物品库。</translation>
    </message>
    <message>
        <source>Open the catalog again: {file} is read as captions of its items.</source>
        <translation>请重新打开物品库：{file} 会作为物品的图说读入。</translation>
    </message>
    <message>
        <source>Open the catalog and features the run was trained on. If these are they, another version of Triptych made the run: train anew.</source>
        <translation>请打开该运行训练时所用的物品库和特征。若正是这些，则该运行由另一版本的 Triptych 生成：请重新训练。</translation>
    </message>
    <message>
        <source>Open the item again.</source>
        <translation>请重新打开该物品。</translation>
    </message>
    <message>
        <source>Open them without saving it, or copy the folder to where you may write.</source>
        <translation>请不保存映射直接打开，或将文件夹复制到您可写入之处。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Own vectors</source>
        <translation>自身向量</translation>
    </message>
    <message>
        <source>Passes over the interactions.</source>
        <translation>遍历交互的次数。</translation>
    </message>
    <message>
        <source>Patches, words or moments of an item that a training step looks at, drawn anew each time where there are more; all of them count in the end. 0 for no limit.</source>
        <translation>训练步所看的物品图块、词或片段数；若更多则每次重新抽取，最终全部计入。0 表示不限。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Pin another token.</source>
        <translation>请固定其他词元。</translation>
    </message>
    <message>
        <source>Plain SGD learns from one interaction after the other: it cannot be divided.</source>
        <translation>普通 SGD 逐条交互学习：无法分给多个进程。</translation>
    </message>
    <message>
        <source>Plain SGD runs on one core; its first run compiles for some seconds.</source>
        <translation>普通 SGD 在一个核心上运行；第一次运行要编译几秒钟。</translation>
    </message>
    <message>
        <source>Popularity of negatives</source>
        <translation>负样本的流行度</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Precisions</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Projected tokens, the inputs of the fusion: what their mean agrees on.</source>
        <translation>投影后的词元，即融合的输入：其均值所一致之处。</translation>
    </message>
    <message>
        <source>Propagation steps among like items.</source>
        <translation>相似物品之间的传播步数。</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>Pull the modalities of one item together.</source>
        <translation>将同一物品的各模态拉近。</translation>
    </message>
    <message>
        <source>Put it back or correct its path in the catalog.</source>
        <translation>请将其放回，或在物品库中更正其路径。</translation>
    </message>
    <message>
        <source>Put one beside the files.</source>
        <translation>请在文件旁放一个。</translation>
    </message>
    <message>
        <source>Put the file back or correct its path in the catalog.</source>
        <translation>请将文件放回，或在物品库中更正其路径。</translation>
    </message>
    <message>
        <source>Put the file inside and correct the path.</source>
        <translation>请将文件放入其中并更正路径。</translation>
    </message>
    <message>
        <source>Put the file inside the folder.</source>
        <translation>请将文件放入该文件夹。</translation>
    </message>
    <message>
        <source>Put the file inside.</source>
        <translation>请将文件放入其中。</translation>
    </message>
    <message>
        <source>Put the file there or correct the path.</source>
        <translation>请将文件放到该处，或更正路径。</translation>
    </message>
    <message>
        <source>Put the interactions there as &lt;name&gt;.inter, tab separated.</source>
        <translation>请将交互以制表符分隔存为 &lt;name&gt;.inter 放在该处。</translation>
    </message>
    <message>
        <source>Put the metadata and reviews of a category there.</source>
        <translation>请将某一类别的元数据和评论放在该处。</translation>
    </message>
    <message>
        <source>Put the pairs file there.</source>
        <translation>请将 pairs 文件放在该处。</translation>
    </message>
    <message>
        <source>Radford et al. 2019: 12 layers, trained to continue a text.</source>
        <translation>Radford 等 2019：12 层，训练任务为续写文本。</translation>
    </message>
    <message>
        <source>Raise the limit (ulimit -f), or set TRIPTYCH_HOME to a folder on another disk.</source>
        <translation>请提高限额（ulimit -f），或将 TRIPTYCH_HOME 设为其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Raise the limit (ulimit -n).</source>
        <translation>请提高限额（ulimit -n）。</translation>
    </message>
    <message>
        <source>Read features</source>
        <translation>读取特征</translation>
    </message>
    <message>
        <source>Reading histories</source>
        <translation>正在读取历史</translation>
    </message>
    <message>
        <source>Reading texts</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>RecBole / MMRec (.inter, .item, .user, *_feat.npy)</source>
        <translation>RecBole / MMRec（.inter、.item、.user、*_feat.npy）</translation>
    </message>
    <message>
        <source>Recent items</source>
        <translation>最近物品数</translation>
    </message>
    <message>
        <source>Remove the row.</source>
        <translation>请删除该行。</translation>
    </message>
    <message>
        <source>Remove the second row.</source>
        <translation>请删除第二行。</translation>
    </message>
    <message>
        <source>Remove this file: the graph is then made again from the features.</source>
        <translation>删除此文件：之后会根据特征重新生成该图。</translation>
    </message>
    <message>
        <source>Remove this file: they are then computed from the model.</source>
        <translation>请删除此文件：之后会由模型计算。</translation>
    </message>
    <message>
        <source>Replace the file.</source>
        <translation>请替换该文件。</translation>
    </message>
    <message>
        <source>Replace them: as they are they make unlike items look alike.</source>
        <translation>请替换它们：现状会使不相似的物品看起来相似。</translation>
    </message>
    <message>
        <source>ResNet-50</source>
        <translation>ResNet-50</translation>
    </message>
    <message>
        <source>Results on this split look into the future; prefer leave-last-out or a time split.</source>
        <translation>此划分上的结果看到了未来；请优先使用 leave-last-out 或时间划分。</translation>
    </message>
    <message>
        <source>Resume it, or choose another.</source>
        <translation>请继续它，或选择其他运行。</translation>
    </message>
    <message>
        <source>Resume it, or wait for its first epoch.</source>
        <translation>请继续它，或等待其第一个轮次。</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Rounds instead of the mode&apos;s.</source>
        <translation>代替该模式的轮数。</translation>
    </message>
    <message>
        <source>Row of the item whose attention maps are kept after every epoch, for the training film. It changes nothing about the model.</source>
        <translation>每个轮次后保留其注意力图的物品行号，用于训练影片。它不改变模型。</translation>
    </message>
    <message>
        <source>Rows in quarantine are left out already.</source>
        <translation>隔离区中的行已被略去。</translation>
    </message>
    <message>
        <source>Run with fewer processes.</source>
        <translation>请用更少的进程运行。</translation>
    </message>
    <message>
        <source>Run: pip install &apos;triptych[tensorboard]&apos;</source>
        <translation>请运行：pip install &apos;triptych[tensorboard]&apos;</translation>
    </message>
    <message>
        <source>SVG pictures are not read.</source>
        <translation>不读取 SVG 图片。</translation>
    </message>
    <message>
        <source>SYNTHETIC: at least one side was measured on a fake device.</source>
        <translation>模拟：至少一方在模拟设备上测量。</translation>
    </message>
    <message>
        <source>SYNTHETIC: measured on a fake device; these numbers describe no machine.</source>
        <translation>模拟：在模拟设备上测量；这些数字不代表任何机器。</translation>
    </message>
    <message>
        <source>Save it again.</source>
        <translation>请重新保存。</translation>
    </message>
    <message>
        <source>Save it as PNG, JPEG or WebP.</source>
        <translation>请保存为 PNG、JPEG 或 WebP。</translation>
    </message>
    <message>
        <source>Save it as SRT, WebVTT or LRC.</source>
        <translation>请保存为 SRT、WebVTT 或 LRC。</translation>
    </message>
    <message>
        <source>Save it smaller.</source>
        <translation>请保存得小一些。</translation>
    </message>
    <message>
        <source>Save it with numpy.save as floats, one row an item.</source>
        <translation>请用 numpy.save 以浮点数保存，每个物品一行。</translation>
    </message>
    <message>
        <source>Say which file holds the items, and which the interactions.</source>
        <translation>请指明哪个文件是物品，哪个是交互。</translation>
    </message>
    <message>
        <source>Scores are divided by it. With normalised vectors 0.05 to 0.3 is usual.</source>
        <translation>得分除以该值。对归一化向量，通常取 0.05 至 0.3。</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Seconds between checkpoints; one is also written after each validation.</source>
        <translation>两次检查点之间的秒数；每次验证之后也会写一个。</translation>
    </message>
    <message>
        <source>Set TRIPTYCH_HOME to a folder you may write to.</source>
        <translation>请将 TRIPTYCH_HOME 设为您可写入的文件夹。</translation>
    </message>
    <message>
        <source>Set by hand to {offset_s:+.3f} s.</source>
        <translation>已手动设为 {offset_s:+.3f} 秒。</translation>
    </message>
    <message>
        <source>Several files are called so</source>
        <translation>有多个文件叫这个名字</translation>
    </message>
    <message>
        <source>Skerry-Ryan et al. 2018: convolutions and a GRU, contrastive between crops. No public weights: trained on the catalog&apos;s own sounds on first use.</source>
        <translation>Skerry-Ryan 等，2018：卷积与 GRU，在片段之间作对比学习。没有公开权重：首次使用时以物品库自身的声音训练。</translation>
    </message>
    <message>
        <source>Something went wrong inside Triptych ({kind}: {error}).</source>
        <translation>Triptych 内部出错（{kind}：{error}）。</translation>
    </message>
    <message>
        <source>Step size of the optimizer.</source>
        <translation>优化器的步长。</translation>
    </message>
    <message>
        <source>Stopped after {checked:,} of {planned:,} {kind} files.</source>
        <translation>在 {planned:,} 个{kind}文件中的 {checked:,} 个之后停止。</translation>
    </message>
    <message>
        <source>The best fit correlates with {correlation:.2f} over {overlap:.0%} of the picture; {trusted} over {overlap2:.0%} is needed, so it was left where it is.</source>
        <translation>最佳吻合在图片的 {overlap:.0%} 上相关度为 {correlation:.2f}；需要在 {overlap2:.0%} 上达到 {trusted}，因此保持原处。</translation>
    </message>
    <message>
        <source>The best shift ({offset:+.3f} s) is only {confidence:.1f} times as good as the next one; {trusted:.0f} are needed, so nothing was changed.</source>
        <translation>最佳偏移（{offset:+.3f} 秒）只有次佳的 {confidence:.1f} 倍；需要 {trusted:.0f} 倍，因此未作任何更改。</translation>
    </message>
    <message>
        <source>The captions are in {file}. Copy it beside the catalog&apos;s tables and open the catalog again: they are read as captions of its items.</source>
        <translation>图说在 {file} 中。把它复制到物品库的表格旁边，再重新打开物品库：它会作为物品的图说读入。</translation>
    </message>
    <message>
        <source>The column &apos;{column}&apos; holds {n:,} web addresses such as {example}; nothing is fetched. Download the files, name them after the item&apos;s id, and put them into a folder here.</source>
        <translation>列“{column}”含有 {n:,} 个网址，例如 {example}；不会下载任何内容。请自行下载文件，以物品编号命名，放入此处的一个文件夹。</translation>
    </message>
    <message>
        <source>The column &apos;{column}&apos; names files such as {example}; none of them is there.</source>
        <translation>列“{column}”写的是 {example} 这样的文件名；这些文件都不存在。</translation>
    </message>
    <message>
        <source>The column &apos;{column}&apos; names {kinds} files.</source>
        <translation>列“{column}”写的是{kinds}文件。</translation>
    </message>
    <message>
        <source>The disk is full: {folder} has {free:,.2f} MB left.</source>
        <translation>磁盘已满：{folder} 还剩 {free:,.2f} MB。</translation>
    </message>
    <message>
        <source>The disk is full: {needed:,.2f} MB are needed in {folder}, {free:,.2f} MB are free.</source>
        <translation>磁盘已满：{folder} 中需要 {needed:,.2f} MB，还剩 {free:,.2f} MB。</translation>
    </message>
    <message>
        <source>The events {file} cannot be read ({error}).</source>
        <translation>无法读取事件 {file}（{error}）。</translation>
    </message>
    <message>
        <source>The first {drawn} of {whole} minutes are drawn.</source>
        <translation>仅绘制了 {whole} 分钟中的前 {drawn} 分钟。</translation>
    </message>
    <message>
        <source>The markers lie {offset:.1f} s apart.</source>
        <translation>标记相距 {offset:.1f} 秒。</translation>
    </message>
    <message>
        <source>The other clock starts {offset:+.3f} s off and runs {percent:.2f} % {pace}; {share:.0%} of the windows agree.</source>
        <translation>另一时钟偏移 {offset:+.3f} 秒开始，走得{pace} {percent:.2f} %；{share:.0%} 的窗口一致。</translation>
    </message>
    <message>
        <source>The path &apos;{file}&apos; leaves the folder of the catalog.</source>
        <translation>路径“{file}”超出了物品库的文件夹。</translation>
    </message>
    <message>
        <source>The path &apos;{relative}&apos; leaves the folder of the catalog.</source>
        <translation>路径“{relative}”超出了物品库的文件夹。</translation>
    </message>
    <message>
        <source>The picture {file} cannot be read ({error}).</source>
        <translation>无法读取图片 {file}（{error}）。</translation>
    </message>
    <message>
        <source>The picture {file} does not exist.</source>
        <translation>图片 {file} 不存在。</translation>
    </message>
    <message>
        <source>The picture {file} has more than {millions} million pixels.</source>
        <translation>图片 {file} 超过 {millions} 百万像素。</translation>
    </message>
    <message>
        <source>The picture {file} is broken or cut short ({error}).</source>
        <translation>图片 {file} 已损坏或被截断（{error}）。</translation>
    </message>
    <message>
        <source>The picture {file} is empty.</source>
        <translation>图片 {file} 是空的。</translation>
    </message>
    <message>
        <source>The subtitles {file} cannot be read ({error}).</source>
        <translation>无法读取字幕 {file}（{error}）。</translation>
    </message>
    <message>
        <source>The subtitles {file} do not exist.</source>
        <translation>字幕 {file} 不存在。</translation>
    </message>
    <message>
        <source>The tracks have {rate} and {other} samples a second.</source>
        <translation>两条轨道的采样率分别为每秒 {rate} 和 {other}。</translation>
    </message>
    <message>
        <source>The tracks lie more than {max_shift_s:.0f} s apart.</source>
        <translation>两条轨道相距超过 {max_shift_s:.0f} 秒。</translation>
    </message>
    <message>
        <source>The {what} {file} does not exist.</source>
        <translation>{what} {file} 不存在。</translation>
    </message>
    <message>
        <source>The {what} {file} is broken or in a format that is not read.</source>
        <translation>{what} {file} 已损坏或格式不受支持。</translation>
    </message>
    <message>
        <source>The {what} {file} is empty.</source>
        <translation>{what} {file} 是空的。</translation>
    </message>
    <message>
        <source>The {what} {file} may not be read.</source>
        <translation>没有权限读取{what} {file}。</translation>
    </message>
    <message>
        <source>There is no item &apos;{item}&apos; in this catalog.</source>
        <translation>此物品库中没有物品“{item}”。</translation>
    </message>
    <message>
        <source>There is no job of kind &apos;{name}&apos;.</source>
        <translation>没有类型为“{name}”的作业。</translation>
    </message>
    <message>
        <source>There is no sample &apos;{field}&apos;.</source>
        <translation>没有示例“{field}”。</translation>
    </message>
    <message>
        <source>There is no user &apos;{user}&apos; in this catalog.</source>
        <translation>此物品库中没有用户“{user}”。</translation>
    </message>
    <message>
        <source>This line ends at {end:.3f} s before it starts at {start:.3f} s.</source>
        <translation>此行在 {end:.3f} 秒结束，早于其开始的 {start:.3f} 秒。</translation>
    </message>
    <message>
        <source>Wait for it or stop it, then resume; or start a new run.</source>
        <translation>请等它结束或将其停止后再继续，或者开始新的运行。</translation>
    </message>
    <message>
        <source>Weight of the squared length of the user and item vectors in each batch. Plain SGD counts the items&apos; biases as well.</source>
        <translation>每个批次中用户和物品向量平方长度的权重。普通 SGD 还计入物品的偏置。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source> The first problem: {reason}</source>
        <translation>第一个问题：{reason}</translation>
    </message>
    <message>
        <source>CPU only because {why}</source>
        <translation>仅使用 CPU，因为{why}</translation>
    </message>
    <message>
        <source>Correct it, or remove it to have the columns found by looking.</source>
        <translation>请更正它,或将其删除以重新查看并识别各列。</translation>
    </message>
    <message>
        <source>Correct the plan, or look anew without it.</source>
        <translation>请更正读取方案,或不用它重新查看。</translation>
    </message>
    <message>
        <source>Correct {file} or put the file there.</source>
        <translation>请更正 {file},或把该文件放到那里。</translation>
    </message>
    <message>
        <source>In {file} these columns are not used: {left}.</source>
        <translation>{file} 中以下列未使用:{left}。</translation>
    </message>
    <message>
        <source>No vote of neighbours: scores are ratings, to which a vote would add.</source>
        <translation>没有邻居投票：得分是评分，投票会改变它。</translation>
    </message>
    <message>
        <source>Open another file, or the folder.</source>
        <translation>请打开其他文件,或打开该文件夹。</translation>
    </message>
    <message>
        <source>Reading {file} as {title}.</source>
        <translation>正在将 {file} 按“{title}”读取。</translation>
    </message>
    <message>
        <source>Sets of damaged items averaged.</source>
        <translation>取平均的受损物品组数。</translation>
    </message>
    <message>
        <source>Share for the final test.</source>
        <translation>最终测试的比例。</translation>
    </message>
    <message>
        <source>Share for validation.</source>
        <translation>验证的比例。</translation>
    </message>
    <message>
        <source>Share of activations dropped in training.</source>
        <translation>训练中丢弃的激活比例。</translation>
    </message>
    <message>
        <source>Share of items in a batch whose p_i is hidden, so that content learns to stand alone for new items (DropoutNet, Volkovs et al. 2017).</source>
        <translation>批中隐藏其 p_i 的物品比例，使内容学会独立支撑新物品（DropoutNet，Volkovs 等 2017）。</translation>
    </message>
    <message>
        <source>Share of user-item edges left out each epoch, those of popular users and items first (FREEDOM).</source>
        <translation>每个轮次略去的用户-物品边的比例，先略去热门用户和物品的边（FREEDOM）。</translation>
    </message>
    <message>
        <source>Shared negatives</source>
        <translation>共享负样本</translation>
    </message>
    <message>
        <source>Simonyan and Zisserman 2015, trained on ImageNet-1k.</source>
        <translation>Simonyan 与 Zisserman 2015，以 ImageNet-1k 训练。</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Split the vectors into so many parts, each a model of its own that learns to rank by itself; their scores add up (deep ensemble). Must divide the dimension.</source>
        <translation>把向量分成这么多部分，每一部分都是独立学习排序的模型，得分相加（深度集成）。必须能整除维度。</translation>
    </message>
    <message>
        <source>Start a new run with the same settings; the best model of this one can be used.</source>
        <translation>请用相同设置开始新的运行；此运行的最佳模型仍可使用。</translation>
    </message>
    <message>
        <source>Start it anew.</source>
        <translation>请重新开始。</translation>
    </message>
    <message>
        <source>Start length</source>
        <translation>初始长度</translation>
    </message>
    <message>
        <source>Start one process, or choose the optimizer adamw.</source>
        <translation>请只启动一个进程，或选择优化器 adamw。</translation>
    </message>
    <message>
        <source>Start over.</source>
        <translation>请从头开始。</translation>
    </message>
    <message>
        <source>Start temperature</source>
        <translation>初始温度</translation>
    </message>
    <message>
        <source>Start weights, order and negatives.</source>
        <translation>初始权重、顺序和负样本。</translation>
    </message>
    <message>
        <source>Steps per epoch</source>
        <translation>每轮步数</translation>
    </message>
    <message>
        <source>Stop after this many validations without a better one; 0 never stops early. The best epoch is kept either way.</source>
        <translation>连续这么多次验证没有更好时停止；0 表示从不提前停止。两种情况都保留最佳轮次。</translation>
    </message>
    <message>
        <source>Tables of items and interactions (CSV, TSV, JSON lines, Parquet)</source>
        <translation>物品表和交互表（CSV、TSV、JSON Lines、Parquet）</translation>
    </message>
    <message>
        <source>Tacotron reference encoder, trained here</source>
        <translation>Tacotron 参考编码器，在此处训练</translation>
    </message>
    <message>
        <source>Tell the model where in the text, picture or sound each token lies.</source>
        <translation>告诉模型每个词元在文本、图片或声音中的位置。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>TensorBoard is not installed here.</source>
        <translation>此处未安装 TensorBoard。</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>The columns were read as {told} says.</source>
        <translation>各列按{told}所述读取。</translation>
    </message>
    <message>
        <source>The configuration must be a JSON object.</source>
        <translation>配置必须是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>The file holds no array of numbers.</source>
        <translation>文件中没有数值数组。</translation>
    </message>
    <message>
        <source>The filmed item has too many tokens for its maps to be kept.</source>
        <translation>所拍摄的物品词元太多，无法保留其图。</translation>
    </message>
    <message>
        <source>The finding is about another catalog.</source>
        <translation>该检查结果属于其他物品库。</translation>
    </message>
    <message>
        <source>The first line must hold the column names.</source>
        <translation>第一行必须是列名。</translation>
    </message>
    <message>
        <source>The history names an item the model does not know.</source>
        <translation>历史中有模型不认识的物品。</translation>
    </message>
    <message>
        <source>The item has no id.</source>
        <translation>物品没有 ID。</translation>
    </message>
    <message>
        <source>The item ids are no numbers, so the rows of the feature files cannot be told apart.</source>
        <translation>物品 ID 不是数字，因此无法对应特征文件的各行。</translation>
    </message>
    <message>
        <source>The item is not in the table of items.</source>
        <translation>该物品不在物品表中。</translation>
    </message>
    <message>
        <source>The journal cannot be read.</source>
        <translation>无法读取日志。</translation>
    </message>
    <message>
        <source>The line holds no JSON object with fields.</source>
        <translation>该行没有带字段的 JSON 对象。</translation>
    </message>
    <message>
        <source>The mean over the picture of the image encoder&apos;s feature map, for each of 8 frames.</source>
        <translation>对 8 帧中的每一帧，取图片编码器特征图在整张图上的均值。</translation>
    </message>
    <message>
        <source>The plan cannot be saved beside the files ({error}).</source>
        <translation>读取方案无法保存在文件旁边({error})。</translation>
    </message>
    <message>
        <source>The plan names {file}, which is not in {folder}.</source>
        <translation>读取方案提到 {file},但 {folder} 中没有它。</translation>
    </message>
    <message>
        <source>The sample catalogs come with planted truth.</source>
        <translation>示例物品库带有植入的真值。</translation>
    </message>
    <message>
        <source>The sound is empty.</source>
        <translation>声音是空的。</translation>
    </message>
    <message>
        <source>The sound&apos;s features were made elsewhere: where they lie in it is not known.</source>
        <translation>声音的特征在别处生成：不知道它们在声音中的位置。</translation>
    </message>
    <message>
        <source>The split leaves nothing for training.</source>
        <translation>该划分没有留下可供训练的数据。</translation>
    </message>
    <message>
        <source>The stored vectors do not fit this catalog or this version of Triptych.</source>
        <translation>所存的向量与此物品库或此版本的 Triptych 不符。</translation>
    </message>
    <message>
        <source>The texts of this catalog were not encoded here, so a phrase cannot be either.</source>
        <translation>此物品库的文本不是在此处编码的，因此短语也无法编码。</translation>
    </message>
    <message>
        <source>The user has no id.</source>
        <translation>用户没有 ID。</translation>
    </message>
    <message>
        <source>The weight file cannot be loaded safely.</source>
        <translation>无法安全地加载权重文件。</translation>
    </message>
    <message>
        <source>The workload&apos;s own if empty.</source>
        <translation>留空则用工作负载自己的设置。</translation>
    </message>
    <message>
        <source>There are fewer than two timestamps to compare.</source>
        <translation>可比较的时间戳少于两个。</translation>
    </message>
    <message>
        <source>There is no item with a negative number.</source>
        <translation>没有负编号的物品。</translation>
    </message>
    <message>
        <source>There is no modality to fuse.</source>
        <translation>没有可融合的模态。</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>还没有结果。</translation>
    </message>
    <message>
        <source>There is no such finding.</source>
        <translation>没有这样的检查结果。</translation>
    </message>
    <message>
        <source>There is no word in this phrase.</source>
        <translation>此短语中没有词。</translation>
    </message>
    <message>
        <source>There is nothing to sweep.</source>
        <translation>没有可扫描的内容。</translation>
    </message>
    <message>
        <source>There is only one token to mask, so nothing to compare.</source>
        <translation>只有一个词元可遮蔽，因此没有可比较的内容。</translation>
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>These runs have no metric in common.</source>
        <translation>这些运行没有共同的指标。</translation>
    </message>
    <message>
        <source>They are cold: only their content can recommend them. The cold-items split tests that.</source>
        <translation>它们是冷启动物品：只能凭内容推荐。cold-items 划分对此进行测试。</translation>
    </message>
    <message>
        <source>They are taken for the oldest of their user. Export them with their time.</source>
        <translation>它们被视为其用户最早的交互。请连同时间一起导出。</translation>
    </message>
    <message>
        <source>They get the most popular items until they do something.</source>
        <translation>在有所行为之前，他们得到最热门的物品。</translation>
    </message>
    <message>
        <source>They may be one product entered twice, or one photograph in several sizes.</source>
        <translation>它们可能是重复录入的同一商品，或同一照片的多种尺寸。</translation>
    </message>
    <message>
        <source>This JSON file is not a Triptych benchmark result.</source>
        <translation>此 JSON 文件不是 Triptych 的基准测试结果。</translation>
    </message>
    <message>
        <source>This PyTorch build cannot compute in int8.</source>
        <translation>此 PyTorch 版本无法以 int8 计算。</translation>
    </message>
    <message>
        <source>This catalog does not say which interactions are for training, validation and test.</source>
        <translation>此物品库未说明哪些交互用于训练、验证和测试。</translation>
    </message>
    <message>
        <source>This catalog has not been encoded yet.</source>
        <translation>此物品库尚未编码。</translation>
    </message>
    <message>
        <source>This catalog has nothing to encode: no text, picture, sound or feature was found.</source>
        <translation>此物品库没有可编码的内容：未找到文本、图片、声音或特征。</translation>
    </message>
    <message>
        <source>This catalog has one modality, so there is nothing to compare.</source>
        <translation>此物品库只有一个模态，因此没有可比较的内容。</translation>
    </message>
    <message>
        <source>This does not belong to the open catalog.</source>
        <translation>这不属于打开的物品库。</translation>
    </message>
    <message>
        <source>This file is not read.</source>
        <translation>不读取此文件。</translation>
    </message>
    <message>
        <source>This folder is no search.</source>
        <translation>此文件夹不是搜索。</translation>
    </message>
    <message>
        <source>This folder is no training run.</source>
        <translation>此文件夹不是训练运行。</translation>
    </message>
    <message>
        <source>This is a bug; the details help to mend it.</source>
        <translation>这是程序错误；详情有助于修复。</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>This is not JSON.</source>
        <translation>这不是 JSON。</translation>
    </message>
    <message>
        <source>This is not a journal of a benchmark run.</source>
        <translation>这不是基准测试运行的日志。</translation>
    </message>
    <message>
        <source>This item has no features: none of its media could be encoded.</source>
        <translation>此物品没有特征：其媒体都无法编码。</translation>
    </message>
    <message>
        <source>This item has no sound file.</source>
        <translation>此物品没有声音文件。</translation>
    </message>
    <message>
        <source>This item has no text to draw.</source>
        <translation>此物品没有可绘制的文本。</translation>
    </message>
    <message>
        <source>This line is no journal entry.</source>
        <translation>此行不是日志条目。</translation>
    </message>
    <message>
        <source>This map has no weights for the item&apos;s sound.</source>
        <translation>此图没有该物品声音的权重。</translation>
    </message>
    <message>
        <source>This model has no aligned tokens of pictures or sounds to search.</source>
        <translation>此模型没有可搜索的图片或声音对齐词元。</translation>
    </message>
    <message>
        <source>This model has no attention to show.</source>
        <translation>此模型没有可显示的注意力。</translation>
    </message>
    <message>
        <source>This run does not use what items contain, so damage cannot touch it.</source>
        <translation>此运行不使用物品内容，因此损坏对其无影响。</translation>
    </message>
    <message>
        <source>This run has no checkpoint.</source>
        <translation>此运行没有检查点。</translation>
    </message>
    <message>
        <source>This run has no fusion to compress.</source>
        <translation>此运行没有可压缩的融合。</translation>
    </message>
    <message>
        <source>This run has no trained model yet.</source>
        <translation>此运行尚无训练好的模型。</translation>
    </message>
    <message>
        <source>This run has reported no metrics yet.</source>
        <translation>此运行尚未报告指标。</translation>
    </message>
    <message>
        <source>This run uses no content, so masking changes nothing.</source>
        <translation>此运行不使用内容，因此遮蔽不会改变任何结果。</translation>
    </message>
    <message>
        <source>This run was not filmed: it has no attention, or comes from an older version.</source>
        <translation>此运行未被拍摄：它没有注意力，或来自旧版本。</translation>
    </message>
    <message>
        <source>This split leaves nothing to validate on, so settings cannot be judged.</source>
        <translation>此划分没有留下验证数据，因此无法评判设置。</translation>
    </message>
    <message>
        <source>This track is the common clock.</source>
        <translation>此轨道即公共时钟。</translation>
    </message>
    <message>
        <source>This was before any weight moved: the features or the starting weights hold values that are no numbers. Encode the features again.</source>
        <translation>这发生在任何权重变动之前：特征或初始权重含有非数值。请重新对特征编码。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>TokenBatch.to(device) of 49 fp32 tokens of width 1280 per item from pinned memory; batch = items.</source>
        <translation>从锁页内存对每个物品 49 个宽 1280 的 fp32 词元执行 TokenBatch.to(device)；批 = 物品。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Tokens in training</source>
        <translation>训练中的词元数</translation>
    </message>
    <message>
        <source>Tokens through the ridge map that was fitted on the means of whole items.</source>
        <translation>通过岭回归映射的词元，该映射在整个物品的均值上拟合。</translation>
    </message>
    <message>
        <source>Top-K retrieval</source>
        <translation>Top-K 检索</translation>
    </message>
    <message>
        <source>Train a run that films a shorter item.</source>
        <translation>请训练一个拍摄较短物品的运行。</translation>
    </message>
    <message>
        <source>Train a run with a fusion.</source>
        <translation>请训练一个带融合的运行。</translation>
    </message>
    <message>
        <source>Train a run with the Transformer fusion.</source>
        <translation>请用 Transformer 融合训练一个运行。</translation>
    </message>
    <message>
        <source>Train one with the Transformer fusion.</source>
        <translation>请用 Transformer 融合训练一个。</translation>
    </message>
    <message>
        <source>Train them with the same list lengths K.</source>
        <translation>请用相同的列表长度 K 训练它们。</translation>
    </message>
    <message>
        <source>Train them with the same split.</source>
        <translation>请用相同的划分训练它们。</translation>
    </message>
    <message>
        <source>Trained on ImageNet-1k; the last feature map of a 224 x 224 picture: knows best what is in a photograph, hardly where.</source>
        <translation>以 ImageNet-1k 训练；取 224 x 224 图片的最后特征图：最清楚照片里有什么，但几乎不知道在哪里。</translation>
    </message>
    <message>
        <source>Training step under torchrun</source>
        <translation>torchrun 下的训练步</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <source>Type what to look for.</source>
        <translation>请输入要查找的内容。</translation>
    </message>
    <message>
        <source>Typical length of the vectors q_u and p_i before training, whatever the size of the catalog. 0 starts as Xavier does: the larger the catalog, the shorter.</source>
        <translation>训练前向量 q_u 和 p_i 的典型长度，与物品库大小无关。0 则按 Xavier 方式开始：物品库越大，向量越短。</translation>
    </message>
    <message>
        <source>UMAP: compiling and finding neighbours</source>
        <translation>UMAP：正在编译并查找邻居</translation>
    </message>
    <message>
        <source>Unpack it with a tool of your own and open the folder.</source>
        <translation>请用您自己的工具解包并打开该文件夹。</translation>
    </message>
    <message>
        <source>Unpack the whole MovieLens archive there.</source>
        <translation>请将整个 MovieLens 压缩包解压到该处。</translation>
    </message>
    <message>
        <source>Use a build with fbgemm or qnnpack.</source>
        <translation>请使用带 fbgemm 或 qnnpack 的版本。</translation>
    </message>
    <message>
        <source>User embedding</source>
        <translation>用户嵌入</translation>
    </message>
    <message>
        <source>User-item steps</source>
        <translation>用户-物品步数</translation>
    </message>
    <message>
        <source>VGG-16</source>
        <translation>VGG-16</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Validation metric, at the longest K, that decides which epoch is best.</source>
        <translation>在最长的 K 上，决定哪个轮次最佳的验证指标。</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>ViT base, patches of 16</source>
        <translation>ViT base，16 像素图块</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Vote weights</source>
        <translation>投票权重</translation>
    </message>
    <message>
        <source>WaveNet, trained here</source>
        <translation>WaveNet，在此处训练</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight of each modality&apos;s kNN graph (1 where none is given).</source>
        <translation>每个模态的 kNN 图的权重（未给出时为 1）。</translation>
    </message>
    <message>
        <source>Weight of the agreement of whole items: the words of an item nearer to its picture than to other pictures. 0 leaves it out.</source>
        <translation>整个物品一致性的权重：使物品的文字更接近自己的图片而非其他图片。0 表示不使用。</translation>
    </message>
    <message>
        <source>Weight of the agreement token by token, through the cross-attention of the Transformer: makes its maps point at things. 0 leaves it out.</source>
        <translation>逐词元一致性的权重，通过 Transformer 的交叉注意力：使其图指向事物。0 表示不使用。</translation>
    </message>
    <message>
        <source>Weight per modality when fixed (1 where none is given).</source>
        <translation>固定时每个模态的权重（未给出时为 1）。</translation>
    </message>
    <message>
        <source>What is learned from, what is tested on.</source>
        <translation>用什么学习，用什么测试。</translation>
    </message>
    <message>
        <source>What training makes small.</source>
        <translation>训练所减小的量。</translation>
    </message>
    <message>
        <source>Where own vectors are counted, what like items say counts half for an item with this many interactions, which is known by its own. 0: it never fades.</source>
        <translation>计入自身向量时，对有这么多次交互的物品，相似物品的意见只计一半，因为它由自身即可认识。0：从不消退。</translation>
    </message>
    <message>
        <source>Where the learned temperature starts (Radford et al. 2021).</source>
        <translation>可学习温度的初始值（Radford 等 2021）。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Width of each scorer&apos;s hidden layer.</source>
        <translation>每个评分器隐藏层的宽度。</translation>
    </message>
    <message>
        <source>Width of the hidden layer. With 0 the item vector is a linear map of the features, as in VBPR (He &amp; McAuley 2016).</source>
        <translation>隐藏层的宽度。为 0 时物品向量是特征的线性映射，如 VBPR（He 与 McAuley 2016）。</translation>
    </message>
    <message>
        <source>Width of the tokens inside the fusion.</source>
        <translation>融合内部词元的宽度。</translation>
    </message>
    <message>
        <source>Without and with torch.compile.</source>
        <translation>不用与使用 torch.compile。</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Write a number with a decimal point, or leave it empty.</source>
        <translation>请写带小数点的数字，或留空。</translation>
    </message>
    <message>
        <source>Write it as 3.2.</source>
        <translation>请写作 3.2。</translation>
    </message>
    <message>
        <source>Zeros often stand for a missing file; write NaN for those so that they are masked.</source>
        <translation>零常常代表缺失的文件；请改写为 NaN，使其被遮蔽。</translation>
    </message>
    <message>
        <source>`triptych open --json` prints one to start from.</source>
        <translation>可用 `triptych open --json` 输出一份作为起点。</translation>
    </message>
    <message>
        <source>adamw: Adam with decoupled weight decay, for every model. sgd: plain gradient descent without momenta or clipping, one interaction after the other, compiled for the processor. Its epochs are many times as fast, but it can only train BPR of users and items by their ids.</source>
        <translation>adamw：带解耦权重衰减的 Adam，适用于所有模型。sgd：普通梯度下降，没有动量也不裁剪，逐条交互更新，为处理器编译。每轮快许多倍，但只能用 BPR 训练仅凭编号的用户和物品。</translation>
    </message>
    <message>
        <source>aiSFX (sound effects)</source>
        <translation>aiSFX（音效）</translation>
    </message>
    <message>
        <source>batch {n}</source>
        <translation>批量 {n}</translation>
    </message>
    <message>
        <source>checking {kind} files</source>
        <translation>检查{kind}文件</translation>
    </message>
    <message>
        <source>clip the gradient</source>
        <translation>裁剪梯度</translation>
    </message>
    <message>
        <source>compiled</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>day</source>
        <translation>天</translation>
    </message>
    <message>
        <source>feature files belong to the MMRec layout, where the ids of items are their rows</source>
        <translation>特征文件属于 MMRec 布局,其中物品编号即其行号</translation>
    </message>
    <message>
        <source>folder&apos;s name</source>
        <translation>文件夹名</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>it is {word} than the grid of {size} x {size}</source>
        <translation>它比 {size} x {size} 的网格{word}</translation>
    </message>
    <message>
        <source>it is {w} x {h}, not square</source>
        <translation>它是 {w} x {h}，不是方形</translation>
    </message>
    <message>
        <source>it was said</source>
        <translation>由人指定</translation>
    </message>
    <message>
        <source>its kind is not known</source>
        <translation>种类未知</translation>
    </message>
    <message>
        <source>lower the clipping limit</source>
        <translation>降低裁剪上限</translation>
    </message>
    <message>
        <source>making the {title} sample</source>
        <translation>正在生成 {title} 示例</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>more than {limit:,} events in one {word}</source>
        <translation>一{word}内超过 {limit:,} 个事件</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>name after a word</source>
        <translation>单词之后的名称</translation>
    </message>
    <message>
        <source>name before a number</source>
        <translation>数字之前的名称</translation>
    </message>
    <message>
        <source>name but for its zeros in front</source>
        <translation>去掉前导零的名称</translation>
    </message>
    <message>
        <source>no message</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>one event every {seconds:.0f} s, like a clock</source>
        <translation>每 {seconds:.0f} 秒一个事件，像钟表一样</translation>
    </message>
    <message>
        <source>other track</source>
        <translation>另一轨</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>path without its ending</source>
        <translation>不含扩展名的路径</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>reference: {machine}</source>
        <translation>参考：{machine}</translation>
    </message>
    <message>
        <source>rows {a} and {b}</source>
        <translation>第 {a} 和 {b} 行</translation>
    </message>
    <message>
        <source>rows {rows}</source>
        <translation>第 {rows} 行</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>sound track</source>
        <translation>声音轨道</translation>
    </message>
    <message>
        <source>subtitle file</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>this PyTorch build ({version}) has no CUDA support</source>
        <translation>此 PyTorch 版本（{version}）不支持 CUDA</translation>
    </message>
    <message>
        <source>No marker stands out on the {name}.</source>
        <translation>{name}上没有突出的标记。</translation>
    </message>
    <message>
        <source>No two timestamps lie within {max_shift_s:.0f} s.</source>
        <translation>没有两个时间戳相距在 {max_shift_s:.0f} 秒以内。</translation>
    </message>
    <message>
        <source>Nothing begins on {quiet}, so there is no evidence.</source>
        <translation>{quiet}上没有任何起点，因此没有依据。</translation>
    </message>
    <message>
        <source>Nothing in {file} could be decoded as sound.</source>
        <translation>{file} 中没有可解码为声音的内容。</translation>
    </message>
    <message>
        <source>Nothing in {file} could be decoded as video.</source>
        <translation>{file} 中没有可解码为视频的内容。</translation>
    </message>
    <message>
        <source>Only {n} beginning is on one track and {needed} are needed.</source>
        <translation>一条轨道上只有 {n} 个起点，而需要 {needed} 个。</translation>
    </message>
    <message>
        <source>Only {n} beginnings are on one track and {needed} are needed.</source>
        <translation>一条轨道上只有 {n} 个起点，而需要 {needed} 个。</translation>
    </message>
    <message>
        <source>Replace the files, or clear the {kind} of these items so that it counts as missing.</source>
        <translation>请替换这些文件，或清空这些物品的{kind}，使其计为缺失。</translation>
    </message>
    <message>
        <source>auto takes an accelerator if there is one.</source>
        <translation>auto 表示有加速器时使用加速器。</translation>
    </message>
    <message>
        <source>auto: the split the data came with, else leave-last-out where there are times, else random. random: per user, shares as below. leave_last_out: each user&apos;s last interaction is the test, the one before validation. global_time: the latest interactions of all users together. cold_items: whole items are held out. given: as the file says; where it names nothing for validation, a share of its training is held out for that.</source>
        <translation>auto：数据自带划分时用自带的，否则有时间时用留最后一个，再否则随机。random：按用户，比例如下。leave_last_out：每个用户的最后一次交互用于测试，倒数第二次用于验证。global_time：所有用户最新的交互一起。cold_items：整件物品留出。given：按文件所述；文件没有验证部分时，从训练部分留出一定比例作为验证。</translation>
    </message>
    <message>
        <source>bringing all modalities into one space</source>
        <translation>正在将所有模态带入同一空间</translation>
    </message>
    <message>
        <source>ceilings</source>
        <translation>测量上限</translation>
    </message>
    <message>
        <source>checking tables</source>
        <translation>检查各表</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>项检查</translation>
    </message>
    <message>
        <source>comparing tracks</source>
        <translation>比较轨道</translation>
    </message>
    <message>
        <source>compress</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>cpu, cuda:0, ...; all that work if empty.</source>
        <translation>cpu、cuda:0 ...；留空为所有可用设备。</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>early</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>快</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>fp32, bf16, fp16.</source>
        <translation>fp32、bf16、fp16。</translation>
    </message>
    <message>
        <source>fuse</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>hardware slowdown</source>
        <translation>硬件降频</translation>
    </message>
    <message>
        <source>hardware thermal slowdown</source>
        <translation>硬件过热降频</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>intfloat/multilingual-e5-small: a BERT of 12 layers for about 100 languages, weights of 4 bits.</source>
        <translation>intfloat/multilingual-e5-small：面向约 100 种语言的 12 层 BERT，4 位权重。</translation>
    </message>
    <message>
        <source>is nothing this can search</source>
        <translation>不是此处可搜索的内容</translation>
    </message>
    <message>
        <source>it is shorter than its header says</source>
        <translation>它比其文件头所述更短</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>次迭代</translation>
    </message>
    <message>
        <source>its EXIF tag says it is stored turned or mirrored</source>
        <translation>其 EXIF 标记表明它以旋转或镜像方式存储</translation>
    </message>
    <message>
        <source>k of the item-item kNN graphs.</source>
        <translation>物品-物品 kNN 图的 k。</translation>
    </message>
    <message>
        <source>larger</source>
        <translation>大</translation>
    </message>
    <message>
        <source>largest batch</source>
        <translation>最大批大小</translation>
    </message>
    <message>
        <source>late</source>
        <translation>late</translation>
    </message>
    <message>
        <source>later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>loading sounds</source>
        <translation>正在加载声音</translation>
    </message>
    <message>
        <source>logQ correction</source>
        <translation>logQ 修正</translation>
    </message>
    <message>
        <source>looking at pictures</source>
        <translation>查看图片</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>multilingual E5 small (100 languages)</source>
        <translation>多语言 E5 small（100 种语言）</translation>
    </message>
    <message>
        <source>musicnn (music)</source>
        <translation>musicnn（音乐）</translation>
    </message>
    <message>
        <source>no NVIDIA driver was found on this machine</source>
        <translation>在此机器上未找到 NVIDIA 驱动程序</translation>
    </message>
    <message>
        <source>no batch fits</source>
        <translation>没有合适的批大小</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>不在基线中</translation>
    </message>
    <message>
        <source>not in the candidate</source>
        <translation>不在候选中</translation>
    </message>
    <message>
        <source>not trained to agree</source>
        <translation>未训练为相互一致</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>power brake</source>
        <translation>电源制动</translation>
    </message>
    <message>
        <source>power cap</source>
        <translation>功率上限</translation>
    </message>
    <message>
        <source>prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>ratings.csv has the columns of MovieLens</source>
        <translation>ratings.csv 具有 MovieLens 的列</translation>
    </message>
    <message>
        <source>robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>saving snapshot</source>
        <translation>正在保存快照</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>sentence-transformers/all-MiniLM-L6-v2: a BERT of 6 layers tuned to place like sentences together.</source>
        <translation>sentence-transformers/all-MiniLM-L6-v2：6 层 BERT，调优使相似句子彼此靠近。</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>小</translation>
    </message>
    <message>
        <source>software thermal slowdown</source>
        <translation>软件过热降频</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>the NVIDIA driver is present but offers no usable GPU</source>
        <translation>NVIDIA 驱动程序存在，但没有可用的 GPU</translation>
    </message>
    <message>
        <source>the marker on both tracks</source>
        <translation>两条轨道上的标记</translation>
    </message>
    <message>
        <source>the onsets of both tracks</source>
        <translation>两条轨道的起音</translation>
    </message>
    <message>
        <source>the other track</source>
        <translation>另一条轨道</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>参照轨道</translation>
    </message>
    <message>
        <source>the run ended before this point was visited</source>
        <translation>运行在测量此点之前结束</translation>
    </message>
    <message>
        <source>the user stopped the run</source>
        <translation>用户停止了运行</translation>
    </message>
    <message>
        <source>the workload is defined differently in the two files</source>
        <translation>该工作负载在两个文件中的定义不同</translation>
    </message>
    <message>
        <source>torch.compile the fusion: slower to start, faster to run.</source>
        <translation>用 torch.compile 编译融合：启动较慢，运行较快。</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>trials</source>
        <translation>次试验</translation>
    </message>
    <message>
        <source>unpack</source>
        <translation>解包</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>video track</source>
        <translation>视频轨道</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>次访问</translation>
    </message>
    <message>
        <source>vote</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>voters</source>
        <translation>投票者</translation>
    </message>
    <message>
        <source>wav2vec 2.0 base (speech)</source>
        <translation>wav2vec 2.0 base（语音）</translation>
    </message>
    <message>
        <source>writing histories</source>
        <translation>正在写入历史</translation>
    </message>
    <message>
        <source>{a} and {b} timestamps are too many to compare by pairs.</source>
        <translation>{a} 和 {b} 个时间戳太多，无法两两比较。</translation>
    </message>
    <message>
        <source>{bad} samples are not numbers</source>
        <translation>{bad} 个采样不是数字</translation>
    </message>
    <message>
        <source>{file} has no column &apos;seconds&apos;.</source>
        <translation>{file} 没有“seconds”列。</translation>
    </message>
    <message>
        <source>{file} has no {what}.</source>
        <translation>{file} 没有{what}。</translation>
    </message>
    <message>
        <source>{file} holds bytes that are not {encoding}; they were read as Windows-1252.</source>
        <translation>{file} 中有不属于 {encoding} 的字节；已按 Windows-1252 读取。</translation>
    </message>
    <message>
        <source>{file} holds no event.</source>
        <translation>{file} 中没有事件。</translation>
    </message>
    <message>
        <source>{file} holds no timed line.</source>
        <translation>{file} 中没有带时间的行。</translation>
    </message>
    <message>
        <source>{file} holds zero bytes; blanks were read for them.</source>
        <translation>{file} 中有零字节；已读作空格。</translation>
    </message>
    <message>
        <source>{file} is a folder, not a picture.</source>
        <translation>{file} 是文件夹，不是图片。</translation>
    </message>
    <message>
        <source>{file} is damaged: {problem}.</source>
        <translation>{file} 已损坏：{problem}。</translation>
    </message>
    <message>
        <source>{file} is not a picture in a format that is read.</source>
        <translation>{file} 不是可读格式的图片。</translation>
    </message>
    <message>
        <source>{file} is not a subtitle format that is read.</source>
        <translation>{file} 不是可读的字幕格式。</translation>
    </message>
    <message>
        <source>{file} is not a text file (it contains binary data).</source>
        <translation>{file} 不是文本文件（含有二进制数据）。</translation>
    </message>
    <message>
        <source>{file} is too large for subtitles.</source>
        <translation>{file} 对字幕来说太大。</translation>
    </message>
    <message>
        <source>{file} is too large.</source>
        <translation>{file} 太大。</translation>
    </message>
    <message>
        <source>{file} was read as {encoding}, a guess: it holds too little text to be sure.</source>
        <translation>{file} 已按 {encoding} 读取，这只是猜测：文字太少，无法确定。</translation>
    </message>
    <message>
        <source>{file} was read as {encoding}.</source>
        <translation>{file} 已按 {encoding} 读取。</translation>
    </message>
    <message>
        <source>{file}, column &apos;{column}&apos;</source>
        <translation>{file}，列“{column}”</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}，第 {line} 行</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>mapping</name>
    <message>
        <source>item id</source>
        <extracomment>Longer cells are cut; the tooltip has the rest. Wider columns are scrolled to.</extracomment>
        <translation>物品 ID</translation>
    </message>
    <message>
        <source>user id</source>
        <translation>用户 ID</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>图说</translation>
    </message>
    <message>
        <source>picture file</source>
        <translation>图片文件</translation>
    </message>
    <message>
        <source>sound file</source>
        <translation>声音文件</translation>
    </message>
    <message>
        <source>video file</source>
        <translation>视频文件</translation>
    </message>
    <message>
        <source>subtitles file</source>
        <translation>字幕文件</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Time sync</source>
        <translation>时间同步</translation>
    </message>
    <message>
        <source>Spatial alignment</source>
        <translation>空间对齐</translation>
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
    <message>
        <source>Inside models</source>
        <translation>模型内部</translation>
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
        <source>◷ hour</source>
        <translation>◷ 时刻</translation>
    </message>
    <message>
        <source>≈ chosen together</source>
        <translation>≈ 常被一起选择</translation>
    </message>
    <message>
        <source>≈ like {0}</source>
        <translation>≈ 相似的{0}</translation>
    </message>
    <message>
        <source>What the model learned from who chose what, beyond the item&apos;s content (MF)</source>
        <extracomment>How far the colour of a vote is from that of its modality towards the ground.</extracomment>
        <translation>模型从“谁选择了什么”中学到的、超出物品内容的部分（MF）</translation>
    </message>
    <message>
        <source>How popular the item and how active the user is, whatever the taste</source>
        <translation>物品有多热门、用户有多活跃，与偏好无关</translation>
    </message>
    <message>
        <source>How much likelier this item is chosen at this hour than at others, as a log</source>
        <translation>此物品在该时刻比在其他时刻更可能被选择的程度（对数）</translation>
    </message>
    <message>
        <source>Vote of items that go together with those of the history, by who chose what</source>
        <translation>按谁选了什么，与历史物品常在一起的物品的投票</translation>
    </message>
    <message>
        <source>Vote of items whose {0} is like that of items of the history</source>
        <translation>其{0}与历史物品相似的物品的投票</translation>
    </message>
    <message>
        <source>Shapley value of {0}: its average gain over all sets of the other modalities</source>
        <translation>{0} 的 Shapley 值：在其他模态的所有子集上的平均增益</translation>
    </message>
</context>
</TS>
